package dev.muster.health;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.RequestRecorder;
import dev.muster.requestlog.Settled;
import dev.muster.sql.CountingSql;
import dev.muster.sql.Sql;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.Superuser;
import dev.muster.tenant.ActingFor;
import dev.muster.tenant.CurrentEnvironment;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.junit.QuarkusMock;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a health report costs does not depend on how large the directory is or how long its log. */
@QuarkusTest
class HealthCostTest {

    @Inject
    ScimDirectories directories;

    @Inject
    RequestRecorder recorder;

    @Inject
    AgroalDataSource dataSource;

    @Inject
    CurrentEnvironment environment;

    @Test
    void itTakesTheSameStatementsForTwoPeopleAndForThousands() throws Exception {
        var scim = directories.of(ProviderType.OKTA);
        scim.user("ada");
        String crew = scim.group("Crew");
        Settled.requests(recorder);
        var sql = new CountingSql(
                dataSource,
                () -> ActingFor.environment(environment, scim.tenant().environmentId()));
        QuarkusMock.installMockForType(sql, Sql.class);

        List<String> small = statements(sql, scim);
        directories.members(
                scim, crew, IntStream.range(0, 3_000).mapToObj(i -> "p" + i).toArray(String[]::new));
        try (var superuser = Superuser.connect()) {
            superuser.execute(
                    """
                    insert into scim_request (environment_id, directory_id, id, method, path, status, duration_ms)
                    select '%s', '%s', (substr(id_floor(now())::text, 1, 14) || lpad(to_hex(i), 4, '0') || '-8000-000000000000')::uuid,
                           'GET', '/Users', 200, 1 from generate_series(1, 3000) i
                    """.formatted(scim.tenant().environmentId(), scim.access().directoryId()));
        }
        sql.taken();
        assertThat(statements(sql, scim)).isEqualTo(small).hasSizeLessThanOrEqualTo(15);
    }

    private static List<String> statements(CountingSql sql, ScimDirectory scim) {
        sql.taken();
        given().header("Authorization", "Bearer " + scim.tenant().apiKey())
                .get("/directories/" + IdType.DIRECTORY.print(scim.access().directoryId()) + "/health")
                .then()
                .statusCode(200);
        return sql.taken();
    }
}
