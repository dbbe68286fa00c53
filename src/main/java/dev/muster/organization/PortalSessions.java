package dev.muster.organization;

import dev.muster.event.payload.OrganizationPayload;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.tenant.Actor;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentActor;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import dev.muster.vault.Secret;
import dev.muster.vault.SignedTokens;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who is in the portal. A session ends an hour after its last use, eight hours after it began, when it is left, when its
 * set-up link is revoked and when its organization is deleted.
 *
 * <p>The browser holds a signed token that names environment and session, so the row is read inside its environment, like
 * everything after it; the row says whether the session still counts.
 */
@ApplicationScoped
public class PortalSessions implements PanacheRepositoryBase<PortalSession, PortalLink.Key> {

    private static final String AUDIENCE = "portal";
    private static final String ENVIRONMENT = "environment";

    private final PortalLinks links;
    private final Organizations organizations;
    private final SignedTokens tokens;
    private final CurrentEnvironment environment;
    private final CurrentActor actor;
    private final Transactions transactions;
    private final CrossTenant crossTenant;
    private final AuditLog audit;

    PortalSessions(
            PortalLinks links,
            Organizations organizations,
            SignedTokens tokens,
            CurrentEnvironment environment,
            CurrentActor actor,
            Transactions transactions,
            CrossTenant crossTenant,
            AuditLog audit) {
        this.links = links;
        this.organizations = organizations;
        this.tokens = tokens;
        this.environment = environment;
        this.actor = actor;
        this.transactions = transactions;
        this.crossTenant = crossTenant;
        this.audit = audit;
    }

    /** A living session and the organization it is for. */
    public record Entered(PortalSession session, OrganizationPayload organization) {}

    /**
     * Uses a link. Of several who open a link of the API at once, one gets in.
     *
     * @param token   as in the link
     * @param address where the administrator comes from; null: unknown
     * @return the session's token; empty when the link does not let anybody in
     */
    public Optional<Secret> open(String token, String address) {
        if (!Tokens.wellFormed(TokenPrefix.PORTAL_LINK, token)) {
            return Optional.empty();
        }
        byte[] hash = Tokens.hash(token);
        return links.environmentOf(hash).flatMap(found -> {
            environment.enter(found);
            return transactions.call(() -> links.open(hash).map(link -> begin(link, address)));
        });
    }

    private Secret begin(PortalLink link, String address) {
        UUID id = Ulids.next();
        var session = new PortalSession(id, link, Ulids.instant(id));
        persist(session);
        actor.act(actor(session, address));
        audit("portal_session.opened", session);
        return tokens.sign(
                AUDIENCE,
                IdType.PORTAL_SESSION.print(id),
                Map.of(ENVIRONMENT, IdType.ENVIRONMENT.print(session.environmentId())),
                session.expiresAt());
    }

    /**
     * The session of a token, if it lives; counts as a use. From then on this request acts for its environment, as the
     * session.
     */
    public Optional<Entered> enter(String token, String address) {
        return tokens.verify(AUDIENCE, token).flatMap(this::enter).map(entered -> {
            actor.act(actor(entered.session(), address));
            return entered;
        });
    }

    private Optional<Entered> enter(JsonWebToken token) {
        UUID id = IdType.PORTAL_SESSION.parse(token.getTokenID()).orElseThrow();
        environment.enter(IdType.ENVIRONMENT.parse(token.getClaim(ENVIRONMENT)).orElseThrow());
        return transactions
                .call(() -> living(id))
                .flatMap(session -> organizations
                        .get(session.grant().organizationId())
                        .map(organization -> new Entered(session, organization)));
    }

    private Optional<PortalSession> living(UUID id) {
        Instant now = Instant.now();
        var session = find("environmentId = ?1 and id = ?2", environment.id(), id)
                .firstResultOptional()
                .filter(found -> found.living(now));
        session.ifPresent(found -> found.see(now));
        return session;
    }

    /** All is set up: the set-up link that led here has served its time. */
    public void complete(PortalSession session) {
        transactions.run(() -> {
            links.complete(session);
            audit("portal_session.completed", session);
        });
    }

    public void close(PortalSession session) {
        transactions.run(() -> delete("environmentId = ?1 and id = ?2", session.environmentId(), session.id()));
    }

    private void audit(String action, PortalSession session) {
        audit.append(
                action,
                IdType.ORGANIZATION,
                session.grant().organizationId(),
                Map.of("intent", session.grant().intent().wireName()));
    }

    private static Actor actor(PortalSession session, String address) {
        return new Actor(Actor.Kind.PORTAL_SESSION, session.id(), "IT administrator", address);
    }

    @Scheduled(every = "1h", delayed = "8m")
    void clearAway() {
        Instant now = Instant.now();
        crossTenant.run(
                "sessions of all tenants end alike",
                () -> delete("expiresAt < ?1 or seenAt < ?2", now, now.minus(PortalSession.IDLE)));
    }
}
