package dev.muster.directory;

import dev.muster.directory.attribute.AttributeType;
import dev.muster.directory.attribute.PredefinedAttribute;
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

    private DirectoryAttribute(UUID environment, String name, AttributeType type, boolean predefined) {
        this.id = Ulids.next();
        this.environmentId = environment;
        this.name = name;
        this.predefined = predefined;
        this.enabled = true;
        this.type = type.wireName();
        this.createdAt = Ulids.instant(id);
        this.updatedAt = createdAt;
    }

    /** One of WorkOS's, as it is until somebody touches its switch. */
    static DirectoryAttribute of(UUID environment, PredefinedAttribute attribute) {
        return new DirectoryAttribute(environment, attribute.attributeName(), attribute.type(), true);
    }

    static DirectoryAttribute of(UUID environment, DirectoryAttributes.Draft draft) {
        var attribute = new DirectoryAttribute(environment, draft.name(), draft.type(), false);
        attribute.required = draft.required();
        attribute.description = draft.description();
        return attribute;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    /** One of WorkOS's; otherwise the developer's own. */
    public boolean predefined() {
        return predefined;
    }

    /** Whether it stands in {@code custom_attributes}; only a predefined one can be switched off. */
    public boolean enabled() {
        return enabled;
    }

    public AttributeType type() {
        return AttributeType.BY_NAME.get(type);
    }

    /** Whether a person without a value is worth a hint; nobody is turned away for it. */
    public boolean required() {
        return required;
    }

    /** Or null. */
    public String description() {
        return description;
    }

    /** Takes over what is not null, and tells whether people look different for it. */
    boolean change(DirectoryAttributes.Change change) {
        String formerType = type;
        boolean formerlyEnabled = enabled;
        enabled = change.enabled() == null ? enabled : change.enabled();
        type = change.type() == null ? type : change.type().wireName();
        required = change.required() == null ? required : change.required();
        description = change.description() == null ? description : change.description();
        updatedAt = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        return enabled != formerlyEnabled || !type.equals(formerType);
    }
}
