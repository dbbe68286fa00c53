package dev.muster.organization;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.vault.Secret;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The links by which customers' administrators come into the portal: those of the API live five minutes and open once; a
 * set-up link of the dashboard lives thirty days, one an organization, and opens until it is revoked or all is set up.
 */
@ApplicationScoped
public class PortalLinks implements PanacheRepositoryBase<PortalLink, PortalLink.Key> {

    private static final String STANDING =
            "environmentId = ?1 and grant.organizationId = ?2 and singleUse = false and revokedAt is null";
    /** A dead link is kept for a day, for those who ask why it did not work. */
    private static final Duration KEPT = Duration.ofDays(1);

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final CrossTenant crossTenant;
    private final Organizations organizations;
    private final AuditLog audit;
    private final String portal;

    PortalLinks(
            CurrentEnvironment environment,
            Transactions transactions,
            CrossTenant crossTenant,
            Organizations organizations,
            AuditLog audit,
            @ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.environment = environment;
        this.transactions = transactions;
        this.crossTenant = crossTenant;
        this.organizations = organizations;
        this.audit = audit;
        this.portal = publicUrl.replaceFirst("/+$", "") + "/portal/";
    }

    /** The address of a new link that opens once; empty when there is no such organization. */
    public Optional<Secret> issue(PortalGrant grant) {
        return transactions.call(() -> issue(grant, true));
    }

    /** The address of the organization's new set-up link; the one before stops working. Empty as with {@link #issue}. */
    public Optional<Secret> issueStanding(UUID organization, PortalIntent intent) {
        return transactions.call(() -> {
            revokeStanding(organization);
            return issue(new PortalGrant(organization, intent, null, null), false);
        });
    }

    private Optional<Secret> issue(PortalGrant grant, boolean singleUse) {
        if (!organizations.hold(grant.organizationId())) {
            return Optional.empty();
        }
        Secret token = Tokens.issue(TokenPrefix.PORTAL_LINK);
        UUID id = Ulids.next();
        var key = new PortalLink.Key(environment.id(), id);
        persist(new PortalLink(key, grant, Tokens.hash(token.reveal()), singleUse, Ulids.instant(id)));
        audit("portal_link.created", grant);
        return Optional.of(new Secret(portal + token.reveal()));
    }

    /** The organization's set-up link, if it has a living one. */
    public Optional<PortalLink> standing(UUID organization) {
        return transactions.call(() -> find(STANDING, environment.id(), organization)
                .firstResultOptional()
                .filter(link -> link.living(Instant.now())));
    }

    /** Ends the organization's set-up link and everybody's session who came by it. */
    public void revoke(UUID organization) {
        transactions.run(() -> revokeStanding(organization));
    }

    // Flushed at once: the unique index on standing links must see the old one go before a new one comes.
    private void revokeStanding(UUID organization) {
        find(STANDING, environment.id(), organization)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .ifPresent(link -> {
                    link.revoke(Instant.now());
                    flush();
                    getEntityManager()
                            .createQuery("delete from PortalSession where environmentId = ?1 and linkId = ?2")
                            .setParameter(1, environment.id())
                            .setParameter(2, link.id())
                            .executeUpdate();
                    audit("portal_link.revoked", link.grant());
                });
    }

    /** All is set up: a set-up link has served its time, whoever came by it stays. In a transaction. */
    void complete(PortalSession session) {
        find("environmentId = ?1 and id = ?2 and singleUse = false", session.environmentId(), session.linkId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .ifPresent(link -> link.revoke(Instant.now()));
    }

    Optional<UUID> environmentOf(byte[] tokenHash) {
        return crossTenant.call(
                "the link tells the environment",
                () -> find("tokenHash", (Object) tokenHash)
                        .firstResultOptional()
                        .map(PortalLink::environmentId));
    }

    /** Uses the link, if it lets somebody in: of several at once one gets in. In a transaction. */
    Optional<PortalLink> open(byte[] tokenHash) {
        return find("environmentId = ?1 and tokenHash = ?2", environment.id(), tokenHash)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResultOptional()
                .filter(link -> organizations.hold(link.grant().organizationId()))
                .filter(link -> link.open(Instant.now()));
    }

    private void audit(String action, PortalGrant grant) {
        audit.append(
                action,
                IdType.ORGANIZATION,
                grant.organizationId(),
                Map.of("intent", grant.intent().wireName()));
    }

    @Scheduled(every = "1h", delayed = "7m")
    void clearAway() {
        crossTenant.run(
                "links of all tenants end alike",
                () -> delete("expiresAt < ?1", Instant.now().minus(KEPT)));
    }
}
