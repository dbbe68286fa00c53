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

/** A customer's administrator in the portal: for one organization, for one intent. */
@Entity
@Table(name = "portal_session")
@IdClass(PortalLink.Key.class)
public class PortalSession {

    static final Duration LONGEST = Duration.ofHours(8);
    static final Duration IDLE = Duration.ofHours(1);
    /** Right to a minute, so that clicking about costs no writes. */
    private static final Duration SEEN_PRECISION = Duration.ofMinutes(1);

    @Id
    @Column(name = "environment_id")
    private UUID environmentId;

    @Id
    private UUID id;

    @Embedded
    private PortalGrant grant;

    @Column(name = "link_id", updatable = false)
    private UUID linkId;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Column(name = "expires_at", updatable = false)
    private Instant expiresAt;

    protected PortalSession() {}

    PortalSession(UUID id, PortalLink link, Instant now) {
        this.environmentId = link.environmentId();
        this.id = id;
        this.grant = link.grant();
        this.linkId = link.id();
        this.createdAt = now;
        this.seenAt = now;
        this.expiresAt = now.plus(LONGEST);
    }

    boolean living(Instant now) {
        return now.isBefore(expiresAt) && now.isBefore(seenAt.plus(IDLE));
    }

    void see(Instant now) {
        if (now.isAfter(seenAt.plus(SEEN_PRECISION))) {
            seenAt = now;
        }
    }

    UUID environmentId() {
        return environmentId;
    }

    public UUID id() {
        return id;
    }

    public PortalGrant grant() {
        return grant;
    }

    UUID linkId() {
        return linkId;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
