package dev.muster.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A customer of the developer: owns directories and mail domains. */
@Entity
@Table(name = "organization")
public class Organization {

    @Id
    private UUID id;

    @Column(name = "environment_id", updatable = false)
    private UUID environmentId;

    private String name;

    @Column(name = "external_id")
    private String externalId;

    @Column(name = "stripe_customer_id")
    private String stripeCustomerId;

    @Column(name = "allow_profiles_outside_organization")
    private boolean allowProfilesOutsideOrganization;

    @JdbcTypeCode(SqlTypes.JSON)
    private Map<String, String> metadata = new TreeMap<>();

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Column(name = "deleted_at")
    private Instant deletedAt;

    protected Organization() {}

    Organization(UUID environmentId, UUID id, String name, Instant now) {
        this.environmentId = environmentId;
        this.id = id;
        this.name = name;
        this.createdAt = now;
        this.updatedAt = now;
    }

    public UUID id() {
        return id;
    }

    public UUID environmentId() {
        return environmentId;
    }

    public String name() {
        return name;
    }

    public String externalId() {
        return externalId;
    }

    public Map<String, String> metadata() {
        return Collections.unmodifiableMap(metadata);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }

    void markDeleted(Instant now) {
        deletedAt = now;
    }
}
