package dev.muster.support.traffic;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** How one kind of provider says things. */
sealed interface Dialect permits Okta, OktaWizard, Entra, OneLogin {

    /** A change of one resource: PUT or PATCH with its body. */
    record Change(String method, String body) {

        static Change patch(String operations) {
            return new Change("PATCH", """
                    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
                    "Operations":[%s]}""".formatted(operations));
        }

        static Change put(String resource) {
            return new Change("PUT", resource);
        }
    }

    /** All dialects, to be given to the workers in turn. */
    List<Dialect> ALL = List.of(new Okta(), new Entra(), new OneLogin(), new OktaWizard());

    /** The body that creates the user. */
    String user(Profile profile);

    Change update(Profile profile);

    /** Switches the user on or off, as the profile says. */
    Change toggle(Profile profile);

    Change rename(String groupId, String name);

    /** No request at all if there is nobody to add. */
    List<Change> add(List<String> userIds);

    Change remove(String userId);

    /** Brings all members that the provider knows; what happens to others differs. */
    List<Change> push(String groupName, List<String> userIds);

    /** The body that creates the group, empty: members follow. */
    static String group(String name) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],\
                "displayName":%s,"members":[]}""".formatted(quoted(name));
    }

    static Change addMembers(String members) {
        return Change.patch("""
                {"op":"add","path":"members","value":[%s]}""".formatted(members));
    }

    static String quoted(String text) {
        return TextNode.valueOf(text).toString();
    }

    static String list(List<String> values, Function<String, String> element) {
        return values.stream().map(element).collect(Collectors.joining(","));
    }
}
