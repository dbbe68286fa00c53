package dev.muster.directory;

import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The attributes of the current environment. Methods join a running transaction. */
@ApplicationScoped
public class DirectoryAttributes implements PanacheRepositoryBase<DirectoryAttribute, UUID> {

    private final CurrentEnvironment environment;
    private final UserRewrites rewrites;

    DirectoryAttributes(CurrentEnvironment environment, UserRewrites rewrites) {
        this.environment = environment;
        this.rewrites = rewrites;
    }

    /**
     * Switches a predefined attribute on or off, for all directories.
     *
     * @return false when there is none of this name
     */
    public boolean enable(String name, boolean on) {
        if (!PredefinedAttributes.NAMES.contains(name)) {
            return false;
        }
        DirectoryAttribute attribute =
                named(name).orElseGet(() -> DirectoryAttribute.predefined(environment.id(), name, "string"));
        if (attribute.enabled() != on) {
            attribute.enable(on);
            persistAndFlush(attribute);
            rewrites.requestAll();
        }
        return true;
    }

    private Optional<DirectoryAttribute> named(String name) {
        return find("environmentId = ?1 and name = ?2", environment.id(), name).firstResultOptional();
    }
}
