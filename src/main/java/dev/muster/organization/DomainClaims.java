package dev.muster.organization;

import dev.muster.event.EventLog;
import dev.muster.event.EventScope;
import dev.muster.event.EventType;
import dev.muster.event.payload.OrganizationDomainPayload;
import dev.muster.id.IdType;
import dev.muster.sql.SqlFailure;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The domains that organizations of the current environment claim, one by one. Every method is one transaction. */
@ApplicationScoped
public class DomainClaims {

    private final OrganizationDomains domains;
    private final Organizations organizations;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final EventLog events;
    private final AuditLog audit;

    DomainClaims(
            OrganizationDomains domains,
            Organizations organizations,
            CurrentEnvironment environment,
            Transactions transactions,
            EventLog events,
            AuditLog audit) {
        this.domains = domains;
        this.organizations = organizations;
        this.environment = environment;
        this.transactions = transactions;
        this.events = events;
        this.audit = audit;
    }

    public Optional<OrganizationDomainPayload> get(UUID id) {
        return transactions.call(() -> domains.get(environment.id(), id)).map(OrganizationDomain::payload);
    }

    /** Adds a domain that is to be proven by a TXT record. */
    public DomainOutcome add(UUID organization, DomainName name) {
        try {
            return transactions.call(() -> insert(organization, name));
        } catch (SqlFailure e) {
            if (e.duplicateOf().isEmpty()) {
                throw e;
            }
            return new DomainOutcome.Taken(name.text());
        }
    }

    private DomainOutcome insert(UUID organization, DomainName name) {
        if (!organizations.hold(organization)) {
            return new DomainOutcome.NotFound();
        }
        var wish = new DomainWish(name, DomainWish.Proof.DNS);
        OrganizationDomain domain = domains.insert(environment.id(), organization, wish);
        append(EventType.ORGANIZATION_DOMAIN_CREATED, domain);
        return new DomainOutcome.Done(domain.payload());
    }

    /** False when there is no such domain. */
    public boolean delete(UUID id) {
        return transactions.call(() -> {
            Optional<OrganizationDomain> domain = domains.lock(environment.id(), id);
            domain.ifPresent(this::delete);
            return domain.isPresent();
        });
    }

    private void delete(OrganizationDomain domain) {
        domains.delete(domain);
        append(EventType.ORGANIZATION_DOMAIN_DELETED, domain);
    }

    private void append(EventType type, OrganizationDomain domain) {
        var scope = new EventScope(domain.environmentId(), domain.organizationId(), null);
        events.append(scope, List.of(DomainEvents.of(type, domain)));
        audit.append(type.wireName(), IdType.ORGANIZATION_DOMAIN, domain.id(), Map.of("domain", domain.domain()));
    }
}
