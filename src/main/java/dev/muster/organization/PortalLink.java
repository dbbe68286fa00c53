package dev.muster.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** Lets a customer's administrator into the portal. Of its token only the hash is kept. */
@Entity
@Table(name = "portal_link")
@IdClass(PortalLink.Key.class)
public class PortalLink {

    /** From the API: for somebody who is already in the application and is sent on at once. */
    static final Duration LIFE = Duration.ofMinutes(5);
    /** From the dashboard: to be sent by mail, opened as often as it takes. */
    static final Duration STANDING_LIFE = Duration.ofDays(30);

    /** The primary key. */
    public record Key(UUID environmentId, UUID id) {}

    /**
     * What a link is for.
     *
     * @param returnUrl  where the portal's logo leads; null: nowhere
     * @param successUrl where the administrator goes when all is set up; null: nowhere
     */
    public record Draft(UUID organizationId, PortalIntent intent, String returnUrl, String successUrl) {}

    @Id
    @Column(name = "environment_id")
    private UUID environmentId;

    @Id
    private UUID id;

    @Column(name = "organization_id", updatable = false)
    private UUID organizationId;

    @Column(name = "token_hash", updatable = false)
    private byte[] tokenHash;

    @Column(updatable = false)
    @Convert(converter = IntentColumn.class)
    private PortalIntent intent;

    @Column(name = "single_use", updatable = false)
    private boolean singleUse;

    @Column(name = "return_url", updatable = false)
    private String returnUrl;

    @Column(name = "success_url", updatable = false)
    private String successUrl;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected PortalLink() {}

    PortalLink(Key key, Draft draft, byte[] tokenHash, boolean singleUse, Instant now) {
        this.environmentId = key.environmentId();
        this.id = key.id();
        this.organizationId = draft.organizationId();
        this.intent = draft.intent();
        this.returnUrl = draft.returnUrl();
        this.successUrl = draft.successUrl();
        this.tokenHash = tokenHash;
        this.singleUse = singleUse;
        this.createdAt = now;
        this.expiresAt = now.plus(singleUse ? LIFE : STANDING_LIFE);
    }

    /** Whether it lets somebody in at this moment; if so, it counts as opened. */
    boolean open(Instant now) {
        boolean opens = living(now) && !(singleUse && openedAt != null);
        if (opens) {
            openedAt = now;
        }
        return opens;
    }

    boolean living(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    public UUID id() {
        return id;
    }

    UUID environmentId() {
        return environmentId;
    }

    UUID organizationId() {
        return organizationId;
    }

    public PortalIntent intent() {
        return intent;
    }

    String returnUrl() {
        return returnUrl;
    }

    String successUrl() {
        return successUrl;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    /** The last time; null: never. */
    public Instant openedAt() {
        return openedAt;
    }
}
