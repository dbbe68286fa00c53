package dev.muster.organization;

import dev.muster.event.EventLog;
import dev.muster.event.EventScope;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Looks for the TXT record that proves a domain, when it is asked to and again and again until the record is there or 30
 * days are over. DNS is never asked inside a transaction.
 */
@ApplicationScoped
public class DomainVerification {

    static final Duration PATIENCE = Duration.ofDays(30);

    private final TxtRecords dns;
    private final OrganizationDomains domains;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final CrossTenant crossTenant;
    private final EventLog events;

    DomainVerification(
            TxtRecords dns,
            OrganizationDomains domains,
            CurrentEnvironment environment,
            Transactions transactions,
            CrossTenant crossTenant,
            EventLog events) {
        this.dns = dns;
        this.domains = domains;
        this.environment = environment;
        this.transactions = transactions;
        this.crossTenant = crossTenant;
        this.events = events;
    }

    /** Looks now; without a record the search goes on, or begins anew after it was given up. */
    public DomainOutcome verify(UUID id) {
        Optional<OrganizationDomain> domain = transactions.call(() -> domains.get(environment.id(), id));
        if (domain.isEmpty()) {
            return new DomainOutcome.NotFound();
        }
        boolean proven = !domain.get().verified() && proven(domain.get());
        return transactions.call(() -> domains.lock(environment.id(), id)
                .map(locked -> decide(locked, proven))
                .orElseGet(DomainOutcome.NotFound::new));
    }

    private DomainOutcome decide(OrganizationDomain domain, boolean proven) {
        if (domain.verified()) {
            return new DomainOutcome.AlreadyVerified();
        }
        return new DomainOutcome.Done((proven ? verified(domain) : sought(domain)).payload());
    }

    @Scheduled(every = "1m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void lookAgain() {
        List<OrganizationDomain> due = crossTenant.call("domains of all tenants wait together", domains::due);
        due.forEach(this::lookAgain);
    }

    void lookAgain(OrganizationDomain domain) {
        boolean proven = proven(domain);
        crossTenant.run(
                "nobody's request is under way",
                () -> domains.lock(domain.environmentId(), domain.id())
                        .filter(locked -> locked.state() == OrganizationDomain.State.PENDING)
                        .ifPresent(locked -> settle(locked, proven)));
    }

    private void settle(OrganizationDomain domain, boolean proven) {
        if (proven) {
            verified(domain);
        } else if (domain.soughtSince().isBefore(Instant.now().minus(PATIENCE))) {
            givenUp(domain);
        }
    }

    private boolean proven(OrganizationDomain domain) {
        return domain.token() != null
                && dns.of(domain.domain()).stream().anyMatch(text -> text.contains(domain.token()));
    }

    private OrganizationDomain verified(OrganizationDomain domain) {
        var now = settled(domain, OrganizationDomain.State.VERIFIED);
        append(now, DomainEvents.of(EventType.ORGANIZATION_DOMAIN_VERIFIED, now));
        return now;
    }

    private OrganizationDomain sought(OrganizationDomain domain) {
        if (domain.state() == OrganizationDomain.State.PENDING) {
            return domain;
        }
        var now = settled(domain, OrganizationDomain.State.PENDING);
        domains.seekAnew(now);
        append(now, DomainEvents.of(EventType.ORGANIZATION_DOMAIN_UPDATED, now));
        return now;
    }

    private void givenUp(OrganizationDomain domain) {
        var now = settled(domain, OrganizationDomain.State.FAILED);
        append(
                now,
                NewEvent.ofOrganization(
                        EventType.ORGANIZATION_DOMAIN_VERIFICATION_FAILED,
                        now.organizationId(),
                        now.payload().givenUpJson()));
    }

    private OrganizationDomain settled(OrganizationDomain domain, OrganizationDomain.State state) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return domains.settle(domain, state, domain.strategy(), now);
    }

    private void append(OrganizationDomain domain, NewEvent event) {
        events.append(new EventScope(domain.environmentId(), domain.organizationId(), null), List.of(event));
    }
}
