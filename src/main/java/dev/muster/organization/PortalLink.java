package dev.muster.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
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

    @Id
    @Column(name = "environment_id")
    private UUID environmentId;

    @Id
    private UUID id;

    @Embedded
    private PortalGrant grant;

    @Column(name = "token_hash", updatable = false)
    private byte[] tokenHash;

    @Column(name = "single_use", updatable = false)
    private boolean singleUse;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    @Column(name = "opened_at")
    private Instant openedAt;

    @Column(name = "revoked_at")
    private Instant revokedAt;

    protected PortalLink() {}

    PortalLink(Key key, PortalGrant grant, byte[] tokenHash, boolean singleUse, Instant now) {
        this.environmentId = key.environmentId();
        this.id = key.id();
        this.grant = grant;
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

    public PortalGrant grant() {
        return grant;
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
