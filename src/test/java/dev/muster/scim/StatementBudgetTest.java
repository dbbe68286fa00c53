package dev.muster.scim;

import static dev.muster.scim.ScimUsersTest.operations;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.sql.CountingSql;
import dev.muster.sql.Sql;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.tenant.ActingFor;
import dev.muster.tenant.CurrentEnvironment;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many statements each request may cost. What names the tenant travels with the first of them and does not count, nor
 * do begin and commit. One more is a decision to be made here.
 */
@QuarkusTest
class StatementBudgetTest {

    @Inject
    ScimDirectories directories;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    CurrentEnvironment environment;

    private ScimDirectory directory;
    private CountingSql sql;
    private String ada;
    private String crew;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.OKTA);
        ada = directory.user("ada@acme.test");
        crew = directory.group("Crew", ada);
        sql = new CountingSql(
                dataSource,
                () -> ActingFor.environment(environment, directory.tenant().environmentId()));
        QuarkusMock.installMockForType(sql, Sql.class);
    }

    @Test
    void lookUpsAreOneStatement() {
        costs(1, () -> directory.get("/Users?filter=userName+eq+%22ada%40acme.test%22"));
        costs(1, () -> directory.get("/Users/" + ada));
        costs(2, () -> directory.get("/Users"));
        costs(1, () -> directory.get("/Groups/" + crew + "?excludedAttributes=members"));
    }

    @Test
    void membersAreReadForAllGroupsOfAPageTogether() {
        IntStream.range(0, 20).forEach(i -> directory.group("Crew " + i, ada));
        sql.taken();
        costs(4, () -> directory.get("/Groups"));
    }

    @Test
    void creatingAUserIsTwoStatements() {
        costs(2, () -> directory.post("/Users", "{\"userName\":\"bob@acme.test\"}"));
    }

    @Test
    void changingAUserIsFourStatementsWithTheGroupsOfTheAnswer() {
        costs(
                4,
                () -> directory.patch(
                        "/Users/" + ada, operations("{\"op\":\"replace\",\"value\":{\"active\":false}}")));
        costs(4, () -> directory.put("/Users/" + ada, "{\"userName\":\"ada@acme.test\",\"title\":\"x\"}"));
    }

    @Test
    void addingAMemberIsFourStatementsHoweverManyThereAre() {
        String bob = directory.user("bob@acme.test");
        sql.taken();
        String add = "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"" + bob + "\"}]}";
        costs(4, () -> directory.patch("/Groups/" + crew, operations(add)));
    }

    @Test
    void addingAMemberWhoseRoleChangesIsThreeMoreHoweverManyThereAre() {
        String[] people = IntStream.range(0, 50)
                .mapToObj(i -> directory.user("p" + i + "@acme.test"))
                .toArray(String[]::new);
        given().header("Authorization", "Bearer " + directory.tenant().apiKey())
                .contentType("application/json")
                .body("{\"slug\":\"admin\",\"name\":\"Admin\"}")
                .post("/authorization/roles")
                .then()
                .statusCode(201);
        given().header("Authorization", "Bearer " + directory.tenant().apiKey())
                .contentType("application/json")
                .body("{\"role_mappings\":[{\"group_id\":\"%s\",\"role\":\"admin\"}]}".formatted(crew))
                .put("/directories/" + IdType.DIRECTORY.print(directory.access().directoryId()) + "/role_mappings")
                .then()
                .statusCode(200);
        sql.taken();
        String add = "{\"op\":\"add\",\"path\":\"members\",\"value\":" + ScimDirectory.members(people) + "}";
        costs(8, () -> directory.patch("/Groups/" + crew, operations(add)));
    }

    @Test
    void strangersCostNothing() {
        costs(
                0,
                () -> directory
                        .anonymous()
                        .header("Authorization", "Bearer dst_nonsense")
                        .get("/Users"));
    }

    private void costs(int most, Runnable request) {
        request.run();
        assertThat(sql.taken()).hasSizeLessThanOrEqualTo(most);
    }
}
