package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.Ulids;
import dev.muster.sql.Window;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@ActivateRequestContext
class EndpointsTest {

    private static final String URL = "https://app.example.com/hook";
    private static final List<String> TYPES = List.of("dsync.user.created", "user.created");

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Endpoints endpoints;

    @Inject
    EndpointKeys keys;

    @BeforeEach
    void enter() {
        environment.enter(tenants.fresh().environmentId());
    }

    @Test
    void aNewOneIsEnabledAndKeepsItsSecret() {
        Endpoint made = saved(endpoints.create(URL, TYPES));

        assertThat(made.secret().reveal()).startsWith("whsec_");
        assertThat(made.status()).isEqualTo(Endpoint.Status.ENABLED);
        assertThat(made.types()).containsExactlyElementsOf(TYPES);
        assertThat(endpoints.get(made.id())).contains(made);
    }

    @Test
    void theSecretLiesSealedInTheDatabase() throws Exception {
        Endpoint made = saved(endpoints.create(URL, TYPES));
        try (var database = Superuser.connect()) {
            String row = database.value(
                    "select webhook_endpoint::text from webhook_endpoint where id = '" + made.id() + "'");
            assertThat(row).doesNotContain(made.secret().reveal());
        }
    }

    @Test
    void aUrlBelongsToOneEndpointOfAnEnvironment() {
        saved(endpoints.create(URL, TYPES));
        Endpoint other = saved(endpoints.create(URL + "2", TYPES));

        assertThat(endpoints.create(URL, TYPES)).isEqualTo(new EndpointOutcome.Duplicate(URL));
        assertThat(endpoints.change(other.id(), url(URL))).isEqualTo(new EndpointOutcome.Duplicate(URL));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://10.0.0.1/hook",
                "http://169.254.169.254/latest",
                "http://[::1]/",
                "http://0x7f000002/",
                "ftp://app.example.com/",
                "https://user:secret@app.example.com/",
                "https://app.example.com:0/",
                "not a url"
            })
    void urlsThatLeadIntoTheNetworkAreRefused(String url) {
        Endpoint existing = saved(endpoints.create(URL, TYPES));

        assertThat(endpoints.create(url, TYPES)).isInstanceOf(EndpointOutcome.InvalidUrl.class);
        assertThat(endpoints.change(existing.id(), url(url))).isInstanceOf(EndpointOutcome.InvalidUrl.class);
    }

    @Test
    void namesThatNoWebhookIsSentForAreRefused() {
        assertThat(endpoints.create(URL, List.of("dsync.user.created", "dsync.token.created", "no.such")))
                .isEqualTo(new EndpointOutcome.UnknownTypes(List.of("dsync.token.created", "no.such")));
    }

    @Test
    void changesTouchOnlyWhatWasGiven() {
        Endpoint made = saved(endpoints.create(URL, TYPES));
        Endpoint changed = saved(endpoints.change(
                made.id(),
                EndpointChange.of(Optional.empty(), Optional.of(List.of("dsync.deleted")), Optional.empty())));

        assertThat(changed.url()).isEqualTo(URL);
        assertThat(changed.types()).containsExactly("dsync.deleted");
        assertThat(changed.secret()).isEqualTo(made.secret());
        assertThat(endpoints.change(Ulids.next(), url(URL + "3"))).isEqualTo(new EndpointOutcome.NotFound());
    }

    @Test
    void pagesGoBackInTime() {
        UUID first = saved(endpoints.create(URL, TYPES)).id();
        UUID second = saved(endpoints.create(URL + "2", TYPES)).id();

        assertThat(endpoints.list(new Window(1, false, null, null)).rows())
                .extracting(Endpoint::id)
                .containsExactly(second);
        assertThat(endpoints.list(new Window(1, false, second, null)).rows())
                .extracting(Endpoint::id)
                .containsExactly(first);
        assertThat(endpoints.list(new Window(1, true, Ulids.next(), null)).rows())
                .isEmpty();
    }

    @Test
    void anEd25519KeyCanBeAddedAndTakenAway() {
        Endpoint made = saved(endpoints.create(URL, TYPES));

        assertThat(keys.signAsymmetrically(made.id(), true).orElseThrow().signingKey())
                .get(InstanceOfAssertFactories.STRING)
                .matches("whpk_[A-Za-z0-9+/]{43}=");
        assertThat(keys.signAsymmetrically(made.id(), false).orElseThrow().signingKey())
                .isEmpty();
    }

    @Test
    void aSecondRotationWithinAnOverlapKeepsTheSecretReceiversKnow() {
        Endpoint made = saved(endpoints.create(URL, TYPES));
        Endpoint once = keys.rotate(made.id(), Duration.ofHours(1)).orElseThrow();
        Endpoint twice = keys.rotate(made.id(), Duration.ofHours(1)).orElseThrow();

        assertThat(once.previousSecretUntil()).isPresent();
        assertThat(twice.secret()).isNotEqualTo(once.secret());
    }

    @Test
    void deletingTakesItAway() {
        Endpoint made = saved(endpoints.create(URL, TYPES));
        assertThat(endpoints.delete(Ulids.next())).isFalse();
        assertThat(endpoints.delete(made.id())).isTrue();
        assertThat(endpoints.get(made.id())).isEmpty();
    }

    private static EndpointChange url(String url) {
        return EndpointChange.of(Optional.of(url), Optional.empty(), Optional.empty());
    }

    private static Endpoint saved(EndpointOutcome outcome) {
        assertThat(outcome).isInstanceOf(EndpointOutcome.Saved.class);
        return ((EndpointOutcome.Saved) outcome).endpoint();
    }
}
