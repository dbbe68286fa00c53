package dev.muster.organization;

import dev.muster.directory.Directories;
import dev.muster.event.EventLog;
import dev.muster.event.EventType;
import dev.muster.event.NewEvent;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Condition;
import dev.muster.sql.Json;
import dev.muster.sql.Slice;
import dev.muster.sql.Sql;
import dev.muster.sql.SqlFailure;
import dev.muster.sql.Window;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The organizations of the current environment; a deleted one counts as never having been. Every method is one transaction. */
@ApplicationScoped
public class Organizations {

    private static final String COLUMNS = """
            o.environment_id, o.id, o.name, o.external_id, o.stripe_customer_id, o.metadata,
            o.allow_profiles_outside_organization, o.created_at, o.updated_at
            """;

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final OrganizationDomains domains;
    private final Directories directories;
    private final EventLog events;
    private final AuditLog audit;

    Organizations(
            Sql sql,
            CurrentEnvironment environment,
            Transactions transactions,
            OrganizationDomains domains,
            Directories directories,
            EventLog events,
            AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.transactions = transactions;
        this.domains = domains;
        this.directories = directories;
        this.events = events;
        this.audit = audit;
    }

    /**
     * Which organizations a list shows.
     *
     * @param domains only those that have one of them; empty: all
     * @param search  part of the name, in any case; null: all
     */
    public record Query(Collection<String> domains, String search) {}

    public OrganizationOutcome create(Organization.Details details, Collection<DomainWish> wishes) {
        UUID id = Ulids.next();
        Instant now = Ulids.instant(id);
        var organization = new Organization(environment.id(), id, details, now, now);
        Collection<DomainWish> distinct = byName(wishes).values();
        return decided(() -> refusal(organization, distinct).orElseGet(() -> insert(organization, distinct)));
    }

    /** One with nothing but a name: nobody can have that already. */
    public OrganizationPayload create(String name) {
        return switch (create(Organization.Details.named(name), List.of())) {
            case OrganizationOutcome.Done done -> done.organization();
            case OrganizationOutcome.Taken taken -> throw new IllegalStateException("nothing unique was asked for");
            case OrganizationOutcome.NotFound none -> throw new IllegalStateException("nothing was looked for");
        };
    }

    /**
     * @param change old details to new ones
     * @param wishes the domains it has from now on; null: as before
     */
    public OrganizationOutcome change(
            UUID id, UnaryOperator<Organization.Details> change, Collection<DomainWish> wishes) {
        return decided(() -> lock(id).map(before -> change(before, change.apply(before.details()), wishes))
                .orElseGet(OrganizationOutcome.NotFound::new));
    }

    public Optional<OrganizationPayload> get(UUID id) {
        return transactions.call(() -> find(Condition.of("o.id = ?", id)));
    }

    public Optional<OrganizationPayload> getByExternalId(String externalId) {
        return transactions.call(() -> find(Condition.of("o.external_id = ?", externalId)));
    }

    /** By id. */
    public Slice<OrganizationPayload> list(Query query, Window window) {
        return transactions.call(() -> page(query, window));
    }

    /** Hides it at once, with its directories and domains. False when there is none. */
    public boolean delete(UUID id) {
        return transactions.call(() -> {
            Optional<Organization> organization = lock(id);
            organization.ifPresent(this::delete);
            return organization.isPresent();
        });
    }

    /** Whether there is such an organization; it then stays one until the running transaction ends. */
    public boolean hold(UUID id) {
        return sql.exists(
                "select from organization where environment_id = ? and id = ? and deleted_at is null for share",
                environment.id(),
                id);
    }

    /** As {@link #hold}, and whoever else wants to hold it waits. */
    public boolean holdAlone(UUID id) {
        return lock(id).isPresent();
    }

    private OrganizationOutcome insert(Organization organization, Collection<DomainWish> wishes) {
        sql.update(
                """
                insert into organization (environment_id, id, name, external_id, stripe_customer_id, metadata,
                    allow_profiles_outside_organization, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                organization.environmentId(),
                organization.id(),
                organization.details().name(),
                organization.details().externalId(),
                organization.details().stripeCustomerId(),
                json(organization.details().metadata()),
                organization.details().allowProfilesOutsideOrganization(),
                organization.createdAt(),
                organization.updatedAt());
        var made = wishes.stream()
                .map(wish -> domains.insert(organization.environmentId(), organization.id(), wish))
                .toList();
        OrganizationPayload payload = organization.payload(made);
        var news = new ArrayList<NewEvent>();
        news.add(NewEvent.ofOrganization(EventType.ORGANIZATION_CREATED, organization.id(), payload.json()));
        made.forEach(domain -> news.add(DomainEvents.of(EventType.ORGANIZATION_DOMAIN_CREATED, domain)));
        events.append(organization.scope(), news);
        audit.append(
                "organization.created", IdType.ORGANIZATION, organization.id(), Map.of("name", organization.name()));
        return new OrganizationOutcome.Done(payload);
    }

    private OrganizationOutcome change(
            Organization before, Organization.Details details, Collection<DomainWish> wishes) {
        Collection<DomainWish> wanted = wishes == null ? List.of() : wishes;
        Organization after = before.with(details, Instant.now().truncatedTo(ChronoUnit.MILLIS));
        Optional<OrganizationOutcome> refusal = refusal(after, wanted);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var news = wishes == null ? List.<NewEvent>of() : replaceDomains(after, wanted);
        if (details.equals(before.details()) && news.isEmpty()) {
            return new OrganizationOutcome.Done(payload(before));
        }
        update(after);
        OrganizationPayload payload = payload(after);
        events.append(
                after.scope(),
                List.of(NewEvent.ofOrganization(EventType.ORGANIZATION_UPDATED, after.id(), payload.json())));
        events.append(after.scope(), news);
        audit.append("organization.updated", IdType.ORGANIZATION, after.id(), Map.of("name", after.name()));
        return new OrganizationOutcome.Done(payload);
    }

    private void update(Organization organization) {
        sql.update(
                """
                update organization
                   set name = ?, external_id = ?, stripe_customer_id = ?, metadata = ?,
                       allow_profiles_outside_organization = ?, updated_at = ?
                 where environment_id = ? and id = ?
                """,
                organization.details().name(),
                organization.details().externalId(),
                organization.details().stripeCustomerId(),
                json(organization.details().metadata()),
                organization.details().allowProfilesOutsideOrganization(),
                organization.updatedAt(),
                organization.environmentId(),
                organization.id());
    }

    /** A domain that stays keeps its row; the developer's word settles one that was still to be proven. */
    private List<NewEvent> replaceDomains(Organization organization, Collection<DomainWish> wishes) {
        Map<String, DomainWish> wanted = byName(wishes);
        var news = new ArrayList<NewEvent>();
        for (OrganizationDomain domain : domainsOf(List.of(organization))) {
            DomainWish wish = wanted.remove(domain.domain());
            if (wish == null) {
                domains.delete(domain);
                news.add(DomainEvents.of(EventType.ORGANIZATION_DOMAIN_DELETED, domain));
            } else if (wish.proof() == DomainWish.Proof.DEVELOPER && !domain.verified()) {
                news.add(DomainEvents.of(EventType.ORGANIZATION_DOMAIN_VERIFIED, vouched(organization, domain)));
            }
        }
        wanted.values()
                .forEach(wish -> news.add(DomainEvents.of(
                        EventType.ORGANIZATION_DOMAIN_CREATED,
                        domains.insert(organization.environmentId(), organization.id(), wish))));
        return news;
    }

    /** Of a domain that is named twice the first wish counts. */
    private static Map<String, DomainWish> byName(Collection<DomainWish> wishes) {
        var byName = new LinkedHashMap<String, DomainWish>();
        wishes.forEach(wish -> byName.putIfAbsent(wish.name().text(), wish));
        return byName;
    }

    private OrganizationDomain vouched(Organization organization, OrganizationDomain domain) {
        return domains.settle(
                domain,
                OrganizationDomain.State.VERIFIED,
                OrganizationDomain.Strategy.MANUAL,
                organization.updatedAt());
    }

    private void delete(Organization organization) {
        OrganizationPayload last = payload(organization);
        directories.ofOrganization(organization.id()).forEach(directory -> directories.delete(directory.id()));
        domains.deleteOf(organization);
        sql.update(
                "update organization set deleted_at = now() where environment_id = ? and id = ?",
                organization.environmentId(),
                organization.id());
        events.append(
                organization.scope(),
                List.of(NewEvent.ofOrganization(EventType.ORGANIZATION_DELETED, organization.id(), last.json())));
        audit.append(
                "organization.deleted", IdType.ORGANIZATION, organization.id(), Map.of("name", organization.name()));
    }

    // The unique indexes decide between two at once; the loser looks again and finds the winner.
    private OrganizationOutcome decided(Supplier<OrganizationOutcome> write) {
        try {
            return transactions.call(write);
        } catch (SqlFailure e) {
            if (e.duplicateOf().isEmpty()) {
                throw e;
            }
            return transactions.call(write);
        }
    }

    private Optional<OrganizationOutcome> refusal(Organization wanted, Collection<DomainWish> wishes) {
        return taken("external_id", wanted, wanted.details().externalId())
                .map(id -> taken(OrganizationOutcome.Unique.EXTERNAL_ID, id))
                .or(() -> taken("stripe_customer_id", wanted, wanted.details().stripeCustomerId())
                        .map(id -> taken(OrganizationOutcome.Unique.STRIPE_CUSTOMER_ID, id)))
                .or(() -> domains.taken(
                                wanted.environmentId(),
                                wanted.id(),
                                wishes.stream().map(DomainWish::name).toList())
                        .map(domain -> taken(OrganizationOutcome.Unique.DOMAIN, domain)));
    }

    private Optional<String> taken(String column, Organization wanted, String value) {
        return Optional.ofNullable(value)
                .filter(given -> sql.exists(
                        "select from organization where environment_id = ? and " + column
                                + " = ? and id <> ? and deleted_at is null",
                        wanted.environmentId(),
                        given,
                        wanted.id()));
    }

    private static OrganizationOutcome taken(OrganizationOutcome.Unique what, String value) {
        return new OrganizationOutcome.Taken(what, value);
    }

    private Optional<Organization> lock(UUID id) {
        return sql.first(
                "select " + COLUMNS
                        + " from organization o where o.environment_id = ? and o.id = ? and o.deleted_at is null for no key update",
                Organization::map,
                environment.id(),
                id);
    }

    private Optional<OrganizationPayload> find(Condition which) {
        Condition where = living().and(which);
        return sql.first(
                        "select " + COLUMNS + " from organization o where " + where.text(),
                        Organization::map,
                        where.values().toArray())
                .map(this::payload);
    }

    private Slice<OrganizationPayload> page(Query query, Window window) {
        Condition where = living().and(window.condition("o.id"))
                .andIfGiven("strpos(lower(o.name), lower(?)) > 0", query.search())
                .andIfGiven(
                        """
                        o.id in (select organization_id from organization_domain m
                                  where m.environment_id = o.environment_id and m.domain = any(?))
                        """, query.domains().isEmpty() ? null : query.domains().toArray(String[]::new));
        var slice = window.slice(sql.list(
                "select " + COLUMNS + " from organization o where " + where.text() + window.tail("o.id"),
                Organization::map,
                where.values().toArray()));
        Map<UUID, List<OrganizationDomain>> owned =
                domainsOf(slice.rows()).stream().collect(Collectors.groupingBy(OrganizationDomain::organizationId));
        return slice.map(organization -> organization.payload(owned.getOrDefault(organization.id(), List.of())));
    }

    private Condition living() {
        return Condition.of("o.environment_id = ? and o.deleted_at is null", environment.id());
    }

    private OrganizationPayload payload(Organization organization) {
        return organization.payload(domainsOf(List.of(organization)));
    }

    private List<OrganizationDomain> domainsOf(List<Organization> organizations) {
        return domains.of(
                environment.id(), organizations.stream().map(Organization::id).toList());
    }

    private static Json json(Metadata metadata) {
        return Json.of(metadata.values());
    }
}
