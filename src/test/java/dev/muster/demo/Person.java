package dev.muster.demo;

/**
 * Somebody in Acme's OneLogin. Names hold nothing that JSON would escape.
 *
 * @param title empty if there is none
 */
record Person(String email, String givenName, String familyName, String title, String department, boolean active) {

    static Person of(String givenName, String familyName, String title, String department) {
        String email = givenName.toLowerCase() + "@acme.example";
        return new Person(email, givenName, familyName, title, department, true);
    }

    Person renamed(String familyName, String title) {
        return new Person(email, givenName, familyName, title, department, active);
    }

    Person moved(String department) {
        return new Person(email, givenName, familyName, title, department, active);
    }

    Person suspended() {
        return new Person(email, givenName, familyName, title, department, false);
    }

    /**
     * The SCIM JSON template of the OneLogin app, filled in: macros make texts, also of booleans, and leave null and blanks
     * where OneLogin knows nothing.
     */
    String template() {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
                 "id":null,"userName":"%1$s","active":"%6$s",
                 "name":{"givenName":"%2$s","familyName":"%3$s","formatted":"%2$s %3$s"},
                 "displayName":"%2$s %3$s","title":"%4$s",
                 "emails":[{"value":"%1$s","type":"work","primary":true}],
                 "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                 {"department":"%5$s","manager":{"value":null,"displayName":" "}}}""".formatted(email, givenName, familyName, title, department, active);
    }
}
