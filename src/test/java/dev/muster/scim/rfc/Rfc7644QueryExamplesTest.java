package dev.muster.scim.rfc;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 7644 section 3.4 about queries: filters, order, pages, attributes, searches by POST. */
@QuarkusTest
class Rfc7644QueryExamplesTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
        user(
                "bjoerk",
                "\"name\":{\"familyName\":\"O'Marley\"},\"title\":\"Guide\",\"userType\":\"Employee\","
                        + "\"emails\":[{\"value\":\"bjoerk@trail.example\",\"type\":\"work\"},{\"value\":\"b@home.example\",\"type\":\"home\"}]");
        user(
                "joan",
                "\"title\":\"Cook\",\"userType\":\"Intern\",\"emails\":[{\"value\":\"joan@camp.example\",\"type\":\"work\"}],\"%s\":{\"employeeNumber\":\"7\"}"
                        .formatted(ENTERPRISE));
        user(
                "juri",
                "\"userType\":\"Employee\",\"emails\":[{\"value\":\"juri@trail.example\",\"type\":\"home\"}],"
                        + "\"ims\":[{\"value\":\"juri@chat.example\",\"type\":\"xmpp\"}]");
        user("lena", "\"emails\":[{\"value\":\"lena@camp.example\",\"type\":\"home\"}]");
    }

    @Test
    void section_3_4_2_listWithAttributes() {
        directory
                .get("/Users?attributes=userName")
                .then()
                .statusCode(200)
                .body("schemas", contains(LIST))
                .body("totalResults", equalTo(4))
                .body("Resources.id", everyItem(notNullValue()))
                .body("Resources.userName", containsInAnyOrder("bjoerk", "joan", "juri", "lena"))
                .body("Resources.emails", everyItem(nullValue()));
    }

    @Test
    void section_3_4_2_1_queriesAcrossResourceTypes() {
        directory.group("Trail");
        directory
                .get("?filter="
                        + encoded("(meta.resourceType eq User) or (meta.resourceType eq Group)"
                                .replace("User", "\"User\"")
                                .replace("Group", "\"Group\"")))
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(5));
    }

    /** The table of section 3.4.2.2, row by row, with the operators and paths of the RFC. */
    @ParameterizedTest(name = "section_3_4_2_2_filter: {0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            userName eq "bjoerk"                                                          | bjoerk
            name.familyName co "O'Marley"                                                 | bjoerk
            userName sw "J"                                                               | joan juri
            urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"                    | joan juri
            title pr                                                                      | bjoerk joan
            meta.lastModified gt "2011-05-13T04:42:34Z"                                   | bjoerk joan juri lena
            meta.lastModified ge "2011-05-13T04:42:34Z"                                   | bjoerk joan juri lena
            meta.lastModified lt "2011-05-13T04:42:34Z"                                   | ``
            meta.lastModified le "2011-05-13T04:42:34Z"                                   | ``
            title pr and userType eq "Employee"                                           | bjoerk
            title pr or userType eq "Intern"                                              | bjoerk joan
            schemas eq "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"       | joan
            userType eq "Employee" and (emails co "trail.example" or emails.value co "camp.example") | bjoerk juri
            userType ne "Employee" and not (emails co "trail.example" or emails.value co "home.example") | joan lena
            userType eq "Employee" and (emails.type eq "work")                            | bjoerk
            userType eq "Employee" and emails[type eq "work" and value co "@trail.example"] | bjoerk
            emails[type eq "work" and value co "@trail.example"] or ims[type eq "xmpp" and value co "@chat.example"] | bjoerk juri
            """)
    void section_3_4_2_2_filter(String filter, String expected) {
        String[] names = expected.isEmpty() ? new String[0] : expected.split(" ");
        directory
                .get("/Users?filter=" + encoded(filter))
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(names.length))
                .body("Resources.userName", containsInAnyOrder(names));
    }

    @Test
    void section_3_4_2_2_operatorsAndNamesInAnyCaseAndPrecedence() {
        found("USERNAME EQ \"BJOERK\"", "bjoerk");
        found("title pr AND userType eq \"Intern\" Or userName eq \"lena\"", "joan", "lena");
        found("title pr and (userType eq \"Intern\" or userName eq \"lena\")", "joan");
    }

    @Test
    void section_3_4_2_2_whatCannotBeParsedIsAnInvalidFilter() {
        for (String filter : new String[] {
            "userName", "userName eq", "userName eq \"x", "(userName pr", "emails[type", "userName eq x"
        }) {
            directory
                    .get("/Users?filter=" + encoded(filter))
                    .then()
                    .statusCode(400)
                    .body("scimType", equalTo("invalidFilter"));
        }
    }

    @Test
    void section_3_4_2_3_sorting() {
        directory
                .get("/Users?sortBy=userName&sortOrder=descending")
                .then()
                .body("Resources.userName", contains("lena", "juri", "joan", "bjoerk"));
        directory
                .get("/Users?sortBy=userName")
                .then()
                .body("Resources.userName", contains("bjoerk", "joan", "juri", "lena"));
        directory
                .get("/Users?sortBy=name.familyName&sortOrder=ascending")
                .then()
                .body("Resources[0].userName", equalTo("bjoerk"));
        directory
                .get("/Users?sortBy=emails")
                .then()
                .body("Resources.userName", contains("bjoerk", "joan", "juri", "lena"));
    }

    @Test
    void section_3_4_2_4_pagination() {
        directory
                .get("/Users?startIndex=1&count=3&sortBy=userName")
                .then()
                .body("totalResults", equalTo(4))
                .body("itemsPerPage", equalTo(3))
                .body("startIndex", equalTo(1))
                .body("Resources", hasSize(3));
        directory
                .get("/Users?startIndex=4&count=3&sortBy=userName")
                .then()
                .body("totalResults", equalTo(4))
                .body("itemsPerPage", equalTo(1))
                .body("startIndex", equalTo(4))
                .body("Resources.userName", contains("lena"));
        directory.get("/Users?startIndex=0&count=1").then().body("startIndex", equalTo(1));
        directory.get("/Users?count=0").then().body("totalResults", equalTo(4)).body("Resources", hasSize(0));
        directory.get("/Users?count=-3").then().body("totalResults", equalTo(4)).body("Resources", hasSize(0));
    }

    @Test
    void section_3_4_2_5_attributes() {
        directory
                .get("/Users?excludedAttributes=emails,%s&filter=userName+eq+%%22joan%%22".formatted(ENTERPRISE))
                .then()
                .body("Resources[0].userName", equalTo("joan"))
                .body("Resources[0].emails", nullValue())
                .body("Resources[0].'" + ENTERPRISE + "'", nullValue());
    }

    @Test
    void section_3_4_3_queryingByPost() {
        directory
                .post("/.search", """
                        {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"attributes":["displayName","userName"],
                         "filter":"userName sw \\"j\\"","startIndex":1,"count":10}""")
                .then()
                .statusCode(200)
                .body("schemas", contains(LIST))
                .body("totalResults", equalTo(2))
                .body("itemsPerPage", equalTo(2))
                .body("startIndex", equalTo(1))
                .body("Resources.userName", contains("joan", "juri"))
                .body("Resources.emails", everyItem(nullValue()));
        directory
                .post(
                        "/Users/.search",
                        "{\"filter\":\"title pr\",\"sortBy\":\"title\",\"excludedAttributes\":[\"emails\"]}")
                .then()
                .body("Resources.title", contains("Cook", "Guide"))
                .body("Resources.emails", everyItem(nullValue()));
    }

    private void found(String filter, String... names) {
        directory
                .get("/Users?filter=" + encoded(filter))
                .then()
                .statusCode(200)
                .body("Resources.userName", containsInAnyOrder(Arrays.copyOf(names, names.length)));
    }

    private void user(String userName, String more) {
        directory
                .post("/Users", "{\"userName\":\"%s\",%s}".formatted(userName, more))
                .then()
                .statusCode(201);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
