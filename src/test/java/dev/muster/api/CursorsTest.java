package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.People;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists that lose rows while they are walked: nothing that stays is skipped or told twice, and no page fails. */
@QuarkusTest
class CursorsTest {

    @Inject
    Tenants tenants;

    @Inject
    People people;

    Tenants.Tenant tenant;
    Calls calls;

    @BeforeEach
    void aTenant() {
        tenant = tenants.fresh();
        calls = as(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void organizationsGo(String order) {
        List<String> ids = seven(n -> calls.organization("Acme " + n));
        assertWalked("/organizations?", order, ids, id -> calls.delete("/organizations/" + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void directoriesGo(String order) {
        String organization = calls.organization("Acme");
        List<String> ids = seven(n -> calls.directory(organization, "Acme " + n));
        assertWalked("/directories?", order, ids, id -> calls.delete("/directories/" + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void usersAndMembersGo(String order) {
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        List<String> ids = seven(n -> people.user(tenant, directory, "u" + n));
        String crew = people.group(tenant, directory, "Crew", ids.toArray(String[]::new));
        assertWalked("/directory_users?group=" + crew + "&", order, ids, id -> people.delete(tenant, directory, id));

        List<String> others = seven(n -> people.user(tenant, directory, "v" + n));
        people.group(tenant, directory, "Crew 2", others.toArray(String[]::new));
        ids.stream()
                .filter(id -> calls.get("/directory_users/" + id).statusCode() == 200)
                .forEach(id -> people.delete(tenant, directory, id));
        assertWalked(
                "/directory_users?directory=" + directory + "&",
                order,
                others,
                id -> people.delete(tenant, directory, id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void groupsGo(String order) {
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        List<String> ids = seven(n -> people.group(tenant, directory, "Crew " + n));
        assertWalked(
                "/directory_groups?directory=" + directory + "&",
                order,
                ids,
                id -> calls.delete("/directory_groups/" + id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void webhookEndpointsGo(String order) {
        List<String> ids = seven(n -> calls.post(
                        "/webhook_endpoints",
                        Map.of("endpoint_url", "https://x.example.com/" + n, "events", List.of("dsync.deleted")))
                .path("id"));
        assertWalked("/webhook_endpoints?", order, ids, id -> calls.delete("/webhook_endpoints/" + id));
    }

    /** Who was away has a newer id than row; the list of members is in the order of rows. */
    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void membersWhoWereAwayGo(String order) {
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        calls.patch("/directories/" + directory, Map.of("deprovisioning", "delete"));
        List<String> rows = seven(n -> people.user(tenant, directory, "u" + n));
        String crew = people.group(tenant, directory, "Crew", rows.toArray(String[]::new));
        for (String row : rows) {
            people.change(tenant, directory, row, old -> old.deepCopy().put("active", false));
            people.change(tenant, directory, row, old -> old.deepCopy().put("active", true));
        }
        List<String> ids =
                calls.get("/directory_users?limit=100&order=asc&group=" + crew).path("data.id");
        assertThat(ids).hasSize(7).doesNotContainAnyElementsOf(rows);
        assertWalked(
                "/directory_users?group=" + crew + "&",
                order,
                ids,
                id -> people.delete(tenant, directory, rows.get(ids.indexOf(id))));
    }

    @Test
    void beforeGoesOnWhereItWas() {
        List<String> ids = seven(n -> calls.organization("Acme " + n));
        calls.delete("/organizations/" + ids.get(3));
        assertThat(calls.get("/organizations?order=asc&limit=2&before=" + ids.get(3))
                        .<List<String>>path("data.id"))
                .isEqualTo(ids.subList(1, 3));
    }

    private interface Deletion {
        void delete(String id);
    }

    /** Deletes the last of each page before the next is asked for. */
    private void assertWalked(String list, String order, List<String> ids, Deletion deletion) {
        var seen = new ArrayList<String>();
        String next = "";
        while (next != null) {
            var page = calls.get(list + "limit=2&order=" + order + next)
                    .then()
                    .statusCode(200)
                    .extract()
                    .jsonPath();
            List<String> got = page.getList("data.id");
            seen.addAll(got);
            String after = page.getString("list_metadata.after");
            next = after == null ? null : "&after=" + after;
            deletion.delete(got.getLast());
        }
        assertThat(order.equals("asc") ? seen : seen.reversed()).isEqualTo(ids);
    }

    private static List<String> seven(IntFunction<String> creation) {
        return IntStream.range(0, 7).mapToObj(creation).toList();
    }
}
