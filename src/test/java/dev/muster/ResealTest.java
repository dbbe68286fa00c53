package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.vault.MasterKeys;
import dev.muster.vault.Sealer;
import dev.muster.webhook.EndpointKeys;
import dev.muster.webhook.EndpointOutcome;
import dev.muster.webhook.Endpoints;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class ResealTest {

    private static final String FRESH = "fresh:0123456789abcdef0123456789abcdef";

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Endpoints endpoints;

    @Inject
    EndpointKeys keys;

    @ConfigProperty(name = "muster.master-key")
    String old;

    @ConfigProperty(name = "muster.database-url")
    String url;

    @ConfigProperty(name = "muster.database-user")
    String user;

    @ConfigProperty(name = "muster.database-password")
    String password;

    private Connection connection;
    private UUID endpoint;

    @BeforeEach
    void makeEndpoint() throws Exception {
        connection = DriverManager.getConnection(url, user, password);
        environment.enter(tenants.fresh().environmentId());
        var saved = (EndpointOutcome.Saved) endpoints.create("https://app.example.com/hook", List.of("dsync.deleted"));
        endpoint = saved.endpoint().id();
        keys.rotate(endpoint, Duration.ofDays(1));
        keys.signAsymmetrically(endpoint, true);
    }

    /** Other tests of the run know only the old key. */
    @AfterEach
    void undo() throws Exception {
        Reseal.run(connection, sealer(old + "," + FRESH));
        connection.close();
    }

    @Test
    void theOldKeyCanGo() throws Exception {
        var before = endpoints.get(endpoint).orElseThrow();
        var result = Reseal.run(connection, sealer(FRESH + "," + old));

        assertThat(result.unreadable()).isEmpty();
        assertThat(result.resealed()).isEqualTo(result.looked()).isGreaterThanOrEqualTo(3);
        var fresh = sealer(FRESH);
        assertThat(fresh.open(sealed("secret_sealed"), "webhook_endpoint/" + endpoint))
                .isEqualTo(before.secret().reveal().getBytes());
        assertThat(new String(fresh.open(sealed("previous_secret_sealed"), "webhook_endpoint/" + endpoint)))
                .startsWith("whsec_");
        assertThat(fresh.open(sealed("signing_key_sealed"), "webhook_endpoint.signing_key/" + endpoint))
                .isNotEmpty();
    }

    @Test
    void whatIsDoneIsNotDoneAgain() throws Exception {
        Sealer both = sealer(FRESH + "," + old);
        Reseal.run(connection, both);
        byte[] once = sealed("secret_sealed");

        assertThat(Reseal.run(connection, both).resealed()).isZero();
        assertThat(sealed("secret_sealed")).isEqualTo(once);
    }

    @Test
    void aSecretThatNoKeyOpensIsNamedAndLeftAlone() throws Exception {
        byte[] before = sealed("secret_sealed");
        var result = Reseal.run(connection, sealer(FRESH));

        assertThat(result.resealed()).isZero();
        assertThat(result.unreadable()).anyMatch(text -> text.startsWith("webhook_endpoint.signing_key_sealed of "));
        assertThat(sealed("secret_sealed")).isEqualTo(before);
    }

    /** A new column of sealed bytes has to be told to the command, unless its rows live for a minute only. */
    @Test
    void everySealedColumnIsKnown() throws Exception {
        try (var database = Superuser.connect()) {
            var columns = Arrays.stream(database.lines("""
                            select table_name || '.' || column_name from information_schema.columns
                             where table_schema = 'public' and column_name like '%sealed%' and table_name <> 'idempotent_answer'
                            """).split("\n")).collect(Collectors.toSet());
            assertThat(columns)
                    .containsExactlyInAnyOrderElementsOf(Reseal.COLUMNS.stream()
                            .map(column -> column.table() + "." + column.column())
                            .toList());
        }
    }

    private static Sealer sealer(String keys) {
        return new Sealer(MasterKeys.parse(keys));
    }

    private byte[] sealed(String column) throws Exception {
        try (var database = Superuser.connect()) {
            return HexFormat.of()
                    .parseHex(database.value("select encode(" + column + ", 'hex') from webhook_endpoint where id = '"
                            + endpoint + "'"));
        }
    }
}
