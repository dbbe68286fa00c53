package dev.muster.directory;

import dev.muster.id.Ulids;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** An attribute of the people of an environment, as it stands in {@code custom_attributes}. */
@Entity
@Table(name = "directory_attribute")
public class DirectoryAttribute {

    @Id
    private UUID id;

    @Column(name = "environment_id", updatable = false)
    private UUID environmentId;

    @Column(updatable = false)
    private String name;

    @Column(updatable = false)
    private boolean predefined;

    private boolean enabled;

    private String type;

    private boolean required;

    private String description;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    protected DirectoryAttribute() {}

    /** One of WorkOS's, as it is until somebody touches its switch. */
    static DirectoryAttribute predefined(UUID environment, String name, String type) {
        var attribute = new DirectoryAttribute();
        attribute.id = Ulids.next();
        attribute.environmentId = environment;
        attribute.name = name;
        attribute.predefined = true;
        attribute.enabled = true;
        attribute.type = type;
        attribute.createdAt = Ulids.instant(attribute.id);
        attribute.updatedAt = attribute.createdAt;
        return attribute;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public boolean enabled() {
        return enabled;
    }

    void enable(boolean on) {
        enabled = on;
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}
