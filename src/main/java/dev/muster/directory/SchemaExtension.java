package dev.muster.directory;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.muster.id.Ulids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

/** A schema beyond the core and enterprise ones that a directory's provider sends (RFC 7643 section 3.3). */
@Entity
@Table(name = "schema_extension")
public class SchemaExtension {

    private static final JsonMapper JSON = new JsonMapper();

    @Id
    private UUID id;

    @Column(name = "environment_id", updatable = false)
    private UUID environmentId;

    @Column(name = "directory_id", updatable = false)
    private UUID directoryId;

    @Column(updatable = false)
    private String urn;

    @Column(name = "urn_key", updatable = false)
    private String urnKey;

    @Column(name = "resource_type")
    private String resourceType;

    private String name;

    private String description;

    private boolean required;

    private String attributes;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected SchemaExtension() {}

    SchemaExtension(Directory directory, SchemaDefinition definition) {
        this.id = Ulids.next();
        this.environmentId = directory.environmentId();
        this.directoryId = directory.id();
        this.urn = definition.urn();
        this.urnKey = key(definition.urn());
        this.createdAt = Ulids.instant(id);
        become(definition);
        this.updatedAt = createdAt;
    }

    static String key(String urn) {
        return urn.toLowerCase(Locale.ROOT);
    }

    /** Takes over everything but the URN. */
    void become(SchemaDefinition definition) {
        resourceType = definition.resourceType();
        name = definition.name();
        description = definition.description();
        required = definition.required();
        attributes = definition.attributes().toString();
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    public UUID directoryId() {
        return directoryId;
    }

    public String urn() {
        return urn;
    }

    /** {@code User} or {@code Group}. */
    public String resourceType() {
        return resourceType;
    }

    public String name() {
        return name;
    }

    public String description() {
        return description;
    }

    /** Whether each resource must have values in it. */
    public boolean required() {
        return required;
    }

    /** Definitions as in RFC 7643 section 7, every characteristic spelled out. */
    public ArrayNode attributes() {
        try {
            return (ArrayNode) JSON.readTree(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("declared attributes that cannot be read", e);
        }
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant updatedAt() {
        return updatedAt;
    }
}
