package dev.muster.directory;

import dev.muster.event.payload.RolePayload;
import dev.muster.id.IdType;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** What people may be in the developer's application, by a word it has in its code. */
@Entity
@Table(name = "role")
public class Role {

    /** How WorkOS wants slugs. */
    public static final Pattern SLUG = Pattern.compile("[a-z0-9_-]{1,64}");

    @Id
    private UUID id;

    @Column(name = "environment_id", updatable = false)
    private UUID environmentId;

    @Column(updatable = false)
    private String slug;

    private String name;

    private String description;

    private int priority;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected Role() {}

    Role(UUID environmentId, UUID id, Roles.Draft draft, int priority, Instant createdAt) {
        this.environmentId = environmentId;
        this.id = id;
        this.slug = draft.slug();
        this.name = draft.name();
        this.description = draft.description();
        this.priority = priority;
        this.createdAt = createdAt;
        this.updatedAt = createdAt;
    }

    UUID environmentId() {
        return environmentId;
    }

    public UUID id() {
        return id;
    }

    public String slug() {
        return slug;
    }

    /** Whether this is its slug or its printed id. */
    public boolean isNamed(String word) {
        return slug.equals(word) || IdType.ROLE.print(id).equals(word);
    }

    public String name() {
        return name;
    }

    /** May be null. */
    public String description() {
        return description;
    }

    int priority() {
        return priority;
    }

    public RolePayload payload() {
        return new RolePayload(id, slug, name, description, createdAt, updatedAt);
    }

    /** Whether anything is different from now on. */
    boolean describe(String newName, String newDescription, Instant now) {
        if (newName.equals(name) && Objects.equals(newDescription, description)) {
            return false;
        }
        name = newName;
        description = newDescription;
        updatedAt = now;
        return true;
    }

    void rank(int newPriority) {
        priority = newPriority;
    }
}
