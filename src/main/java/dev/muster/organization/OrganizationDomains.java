package dev.muster.organization;

import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code organization_domain}. A domain belongs to one organization of an environment. */
@ApplicationScoped
class OrganizationDomains {

    static final String COLUMNS = """
            m.environment_id, m.id, m.organization_id, m.domain, m.state, m.verification_strategy, m.verification_token,
            m.verification_prefix, m.sought_since, m.created_at, m.updated_at
            """;

    private static final String DUE = """
            update organization_domain m set looked_at = now()
             where (m.environment_id, m.id) in (
                     select environment_id, id from organization_domain
                      where state = 'pending' and (looked_at is null or looked_at < now() - interval '10 minutes')
                      order by looked_at nulls first limit 100 for update skip locked)
            returning %s
            """.formatted(COLUMNS);

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Sql sql;

    OrganizationDomains(Sql sql) {
        this.sql = sql;
    }

    /** Those of several organizations, oldest first. */
    List<OrganizationDomain> of(UUID environmentId, Collection<UUID> organizations) {
        return sql.list(
                "select " + COLUMNS
                        + " from organization_domain m where m.environment_id = ? and m.organization_id = any(?) order by m.id",
                OrganizationDomain::map,
                environmentId,
                organizations.toArray(UUID[]::new));
    }

    Optional<OrganizationDomain> get(UUID environmentId, UUID id) {
        return sql.first(
                "select " + COLUMNS + " from organization_domain m where m.environment_id = ? and m.id = ?",
                OrganizationDomain::map,
                environmentId,
                id);
    }

    Optional<OrganizationDomain> lock(UUID environmentId, UUID id) {
        return sql.first(
                "select " + COLUMNS + " from organization_domain m where m.environment_id = ? and m.id = ? for update",
                OrganizationDomain::map,
                environmentId,
                id);
    }

    /** The first of these names that another organization has. */
    Optional<String> taken(UUID environmentId, UUID organization, Collection<DomainName> names) {
        return sql.first(
                """
                select domain from organization_domain
                 where environment_id = ? and domain = any(?) and organization_id <> ? order by domain limit 1
                """,
                row -> row.text("domain"),
                environmentId,
                names.stream().map(DomainName::text).toArray(String[]::new),
                organization);
    }

    OrganizationDomain insert(UUID environmentId, UUID organization, DomainWish wish) {
        OrganizationDomain domain = wished(environmentId, organization, wish);
        sql.update(
                """
                insert into organization_domain (environment_id, id, organization_id, domain, state, verification_strategy,
                    verification_token, verification_prefix, sought_since, created_at, updated_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                domain.environmentId(),
                domain.id(),
                domain.organizationId(),
                domain.domain(),
                domain.state().column(),
                domain.strategy().column(),
                domain.token(),
                domain.prefix(),
                domain.soughtSince(),
                domain.createdAt(),
                domain.updatedAt());
        return domain;
    }

    /** Writes state and strategy and returns the row as it is now. */
    OrganizationDomain settle(
            OrganizationDomain domain,
            OrganizationDomain.State state,
            OrganizationDomain.Strategy strategy,
            Instant now) {
        return sql.first(
                        "update organization_domain m set state = ?, verification_strategy = ?, updated_at = ? where m.environment_id = ? and m.id = ? returning "
                                + COLUMNS,
                        OrganizationDomain::map,
                        state.column(),
                        strategy.column(),
                        now,
                        domain.environmentId(),
                        domain.id())
                .orElseThrow();
    }

    /** The 30 days begin again. */
    void seekAnew(OrganizationDomain domain) {
        sql.update(
                "update organization_domain set sought_since = now(), looked_at = now() where environment_id = ? and id = ?",
                domain.environmentId(),
                domain.id());
    }

    /** Some pending domains of all tenants at which nobody has looked for ten minutes; they count as looked at now. */
    List<OrganizationDomain> due() {
        return sql.list(DUE, OrganizationDomain::map);
    }

    void delete(OrganizationDomain domain) {
        sql.update(
                "delete from organization_domain where environment_id = ? and id = ?",
                domain.environmentId(),
                domain.id());
    }

    void deleteOf(Organization organization) {
        sql.update(
                "delete from organization_domain where environment_id = ? and organization_id = ?",
                organization.environmentId(),
                organization.id());
    }

    private static OrganizationDomain wished(UUID environmentId, UUID organization, DomainWish wish) {
        UUID id = Ulids.next();
        Instant now = Ulids.instant(id);
        boolean dns = wish.proof() == DomainWish.Proof.DNS;
        return new OrganizationDomain(
                environmentId,
                id,
                organization,
                wish.name().text(),
                state(wish.proof()),
                dns ? OrganizationDomain.Strategy.DNS : OrganizationDomain.Strategy.MANUAL,
                dns ? random(18) : null,
                dns ? "muster-" + random(6) : null,
                now,
                now,
                now);
    }

    private static OrganizationDomain.State state(DomainWish.Proof proof) {
        return switch (proof) {
            case DNS -> OrganizationDomain.State.PENDING;
            case DEVELOPER -> OrganizationDomain.State.VERIFIED;
            case NOBODY -> OrganizationDomain.State.LEGACY_VERIFIED;
        };
    }

    private static String random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return Base64.getUrlEncoder().encodeToString(random);
    }
}
