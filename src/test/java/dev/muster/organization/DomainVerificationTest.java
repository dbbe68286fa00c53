package dev.muster.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.event.payload.OrganizationDomainPayload;
import dev.muster.sql.Sql;
import dev.muster.support.Tenants;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class DomainVerificationTest {

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Organizations organizations;

    @Inject
    DomainClaims claims;

    @Inject
    DomainVerification verification;

    @Inject
    OrganizationDomains domains;

    @Inject
    FakeDns dns;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Sql sql;

    @BeforeEach
    void anEnvironment() {
        environment.enter(tenants.fresh().environmentId());
    }

    @Test
    void theRecordProvesTheDomain() {
        var domain = claimed("proven.example.com");
        dns.publish("proven.example.com", "verification_token=" + domain.verificationToken());

        assertThat(verified(domain.id()).state()).isEqualTo("verified");
        assertThat(verification.verify(domain.id())).isEqualTo(new DomainOutcome.AlreadyVerified());
        assertThat(events()).containsSubsequence("organization_domain.created", "organization_domain.verified");
    }

    @Test
    void withoutTheRecordTheSearchGoesOnAndFindsItLater() {
        var domain = claimed("later.example.com");
        assertThat(verified(domain.id()).state()).isEqualTo("pending");

        dns.publish("later.example.com", domain.verificationToken());
        verification.lookAgain(row(domain.id()));
        assertThat(claims.get(domain.id()).orElseThrow().state()).isEqualTo("verified");
    }

    @Test
    void afterThirtyDaysItIsGivenUpAndCanBeBegunAgain() {
        var domain = claimed("never.example.com");
        crossTenant.run(
                "a test turns the time",
                () -> sql.update(
                        "update organization_domain set sought_since = now() - interval '31 days' where environment_id = ? and id = ?",
                        environment.id(),
                        domain.id()));
        verification.lookAgain(row(domain.id()));
        assertThat(claims.get(domain.id()).orElseThrow().state()).isEqualTo("failed");
        assertThat(events()).contains("organization_domain.verification_failed");

        assertThat(verified(domain.id()).state()).isEqualTo("pending");
        verification.lookAgain(row(domain.id()));
        assertThat(claims.get(domain.id()).orElseThrow().state()).isEqualTo("pending");
    }

    @Test
    void domainsTakeTurnsInTheBackground() {
        var domain = claimed("turn.example.com");
        List<UUID> due = crossTenant.call("a test", domains::due).stream()
                .map(OrganizationDomain::id)
                .toList();
        List<UUID> soonAfter = crossTenant.call("a test", domains::due).stream()
                .map(OrganizationDomain::id)
                .toList();

        assertThat(due).contains(domain.id());
        assertThat(soonAfter).doesNotContain(domain.id());
    }

    private OrganizationDomainPayload claimed(String name) {
        UUID organization = organizations.create("Acme").id();
        return payload(claims.add(organization, DomainName.parse(name).orElseThrow()));
    }

    private OrganizationDomainPayload verified(UUID id) {
        return payload(verification.verify(id));
    }

    private static OrganizationDomainPayload payload(DomainOutcome outcome) {
        return ((DomainOutcome.Done) outcome).domain();
    }

    private OrganizationDomain row(UUID id) {
        return crossTenant
                .call("a test", () -> domains.get(environment.id(), id))
                .orElseThrow();
    }

    private List<String> events() {
        UUID id = environment.id();
        return crossTenant.call("a test looks at the log", () -> sql.list("""
                        select type from (select id, type from event_new where environment_id = ?
                                          union select id, type from event_pos where environment_id = ?) e order by id
                        """, row -> row.text("type"), id, id));
    }
}
