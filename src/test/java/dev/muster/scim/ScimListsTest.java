package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class ScimListsTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void nothingFoundIsAnEmptyListAndNoError() {
        directory
                .get("/Users?filter=userName+eq+%22nobody%22")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(0))
                .body("startIndex", equalTo(1))
                .body("itemsPerPage", equalTo(0))
                .body("Resources", empty());
    }

    @Test
    void pagesByIndexShowEverybodyOnceWithExactTotals() {
        List<String> all = people(7);
        var seen = new ArrayList<String>();
        for (int start = 1; start <= 7; start += 3) {
            JsonPath page = directory.get("/Users?count=3&startIndex=" + start).jsonPath();
            assertThat(page.getInt("totalResults")).isEqualTo(7);
            seen.addAll(page.getList("Resources.id"));
        }
        assertThat(seen).isEqualTo(all);
        directory.get("/Users?startIndex=5&count=2").then().body("Resources.id", contains(all.get(4), all.get(5)));
    }

    @Test
    void extremeNumbersAreCut() {
        people(2);
        directory
                .get("/Users?startIndex=-5&count=99999999999999999999")
                .then()
                .statusCode(200)
                .body("startIndex", equalTo(1))
                .body("Resources", hasSize(2));
        directory.get("/Users?count=-1").then().body("totalResults", equalTo(2)).body("Resources", empty());
        directory
                .get("/Users?startIndex=9223372036854775807")
                .then()
                .statusCode(200)
                .body("Resources", empty());
        directory.get("/Users?count=many").then().statusCode(400).body("scimType", equalTo("invalidValue"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "&sortBy=userName",
                "&sortBy=title&sortOrder=descending",
                "&sortBy=title",
                "&sortBy=emails&filter=userName+pr"
            })
    void cursorsLeadThroughTheListAndBack(String list) {
        people(7);
        directory.post("/Users", "{\"userName\":\"untitled\"}");
        List<String> all = directory.get("/Users?count=100" + list).jsonPath().getList("Resources.id");
        JsonPath first = directory.get("/Users?cursor&count=3" + list).jsonPath();
        JsonPath second = follow(first.getString("nextCursor"), list);
        JsonPath third = follow(second.getString("nextCursor"), list);

        assertThat(all).hasSize(8);
        assertThat(ids(first)).isEqualTo(all.subList(0, 3));
        assertThat(ids(second)).isEqualTo(all.subList(3, 6));
        assertThat(ids(third)).isEqualTo(all.subList(6, 8));
        assertThat(first.getString("previousCursor")).isNull();
        assertThat(third.getString("nextCursor")).isNull();
        JsonPath back = follow(third.getString("previousCursor"), list);
        assertThat(ids(back)).isEqualTo(all.subList(3, 6));
        assertThat(ids(follow(back.getString("previousCursor"), list))).isEqualTo(all.subList(0, 3));
    }

    @Test
    void aCursorOfAnotherListIsRefused() {
        people(3);
        String cursor = directory.get("/Users?cursor=&count=1").jsonPath().getString("nextCursor");
        directory
                .get("/Users?count=1&sortBy=title&cursor=" + cursor)
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidCursor"));
        directory.get("/Users?cursor=x" + cursor).then().statusCode(400).body("scimType", equalTo("invalidCursor"));
        directory.get("/Users?cursor&count=x").then().statusCode(400).body("scimType", equalTo("invalidCount"));
    }

    @Test
    void peopleAreSortedAndThoseWithoutAValueComeLast() {
        directory.post("/Users", "{\"userName\":\"a\",\"title\":\"z\"}");
        directory.post("/Users", "{\"userName\":\"b\"}");
        directory.post("/Users", "{\"userName\":\"c\",\"title\":\"A\"}");
        directory.get("/Users?sortBy=title").then().body("Resources.userName", contains("c", "a", "b"));
        directory
                .get("/Users?sortBy=title&sortOrder=descending")
                .then()
                .body("Resources.userName", contains("b", "a", "c"));
        directory.get("/Users?sortBy=shoeSize").then().statusCode(400).body("scimType", equalTo("invalidPath"));
    }

    @Test
    void aSearchByPostFindsTheSame() {
        people(3);
        String body = """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],"filter":"title sw \\"t\\"",
                 "attributes":["userName"],"startIndex":2,"count":1}""";
        directory
                .post("/Users/.search", body)
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(3))
                .body("Resources", hasSize(1))
                .body("Resources[0].userName", equalTo("p1@acme.test"))
                .body("Resources[0].title", nullValue())
                .body("Resources[0].id", notNullValue());
    }

    @Test
    void aNameThatOnlyAnExtensionHasNeedsNoUrnInAFilter() {
        directory.post("/Users", """
                {"userName":"a","urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
                 {"department":"Engines","manager":{"value":"26"}}}""");
        directory.user("b");
        directory.get("/Users?filter=manager+eq+%2226%22").then().body("Resources.userName", contains("a"));
        directory.get("/Users?filter=department+sw+%22eng%22").then().body("totalResults", equalTo(1));
        directory.get("/Users?filter=shoeSize+eq+1").then().statusCode(400).body("scimType", equalTo("invalidFilter"));
    }

    @Test
    void aSearchAtTheBaseSpansUsersAndGroups() {
        people(2);
        directory.group("p1@acme.test");
        directory
                .get("?filter=meta.lastModified+gt+%222020-01-01T00:00:00Z%22&startIndex=2&count=2")
                .then()
                .statusCode(200)
                .body("totalResults", equalTo(3))
                .body("Resources.meta.resourceType", contains("User", "Group"));
        directory
                .post("/.search", "{\"filter\":\"displayName eq \\\"p1@acme.test\\\"\"}")
                .then()
                .body("totalResults", equalTo(1));
        directory
                .post("/.search", "{\"filter\":\"shoeSize eq 1\"}")
                .then()
                .statusCode(400)
                .body("scimType", equalTo("invalidFilter"));
    }

    @Test
    void cursorsLeadThroughUsersAndThenGroupsAndBack() {
        List<String> all = new ArrayList<>(people(3));
        all.add(directory.group("A"));
        all.add(directory.group("B"));
        var seen = new ArrayList<String>();
        String cursor = "";
        JsonPath page;
        do {
            page = directory.get("?count=2&cursor=" + cursor).jsonPath();
            assertThat(page.getInt("totalResults")).isEqualTo(5);
            seen.addAll(ids(page));
            cursor = page.getString("nextCursor");
        } while (cursor != null);
        assertThat(seen).isEqualTo(all);

        page = directory
                .get("?count=2&cursor=" + page.getString("previousCursor"))
                .jsonPath();
        assertThat(ids(page)).isEqualTo(all.subList(2, 4));
        page = directory
                .get("?count=2&cursor=" + page.getString("previousCursor"))
                .jsonPath();
        assertThat(ids(page)).isEqualTo(all.subList(0, 2));
        assertThat(page.getString("previousCursor")).isNull();
    }

    @Test
    void aPageThatEndsWithTheUsersGoesOnWithTheGroups() {
        people(2);
        String group = directory.group("A");
        JsonPath first =
                directory.post("/.search", "{\"cursor\":\"\",\"count\":2}").jsonPath();
        JsonPath second = directory
                .post("/.search", "{\"cursor\":\"%s\",\"count\":2}".formatted(first.getString("nextCursor")))
                .jsonPath();
        assertThat(ids(second)).containsExactly(group);
        assertThat(second.getString("nextCursor")).isNull();
    }

    @Test
    void deepPagesAreExactWhateverWasReadBefore() {
        int many = 2_100;
        directories.people(directory, many);
        List<String> all = new ArrayList<>();
        for (int start = 1; start <= many; start += 700) {
            all.addAll(ids(directory
                    .get("/Users?attributes=id&count=700&startIndex=" + start)
                    .jsonPath()));
        }
        assertThat(all).hasSize(many).doesNotHaveDuplicates();
        for (int start : new int[] {1, 2, 701, 1_402, 1_450, 2_000, 2_100, 2_101}) {
            assertThat(ids(directory
                            .get("/Users?attributes=id&count=5&startIndex=" + start)
                            .jsonPath()))
                    .as("from %d", start)
                    .isEqualTo(all.subList(start - 1, Math.min(many, start + 4)));
        }
    }

    private List<String> people(int count) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String body = "{\"userName\":\"p%d@acme.test\",\"title\":\"t%d\",\"emails\":[{\"value\":\"e%d@x\"}]}";
            ids.add(directory
                    .post("/Users", body.formatted(i, i % 3, 9 - i))
                    .jsonPath()
                    .getString("id"));
        }
        return ids;
    }

    private JsonPath follow(String cursor, String list) {
        return directory.get("/Users?count=3&cursor=" + cursor + list).jsonPath();
    }

    private static List<String> ids(JsonPath page) {
        return page.getList("Resources.id");
    }
}
