package dev.muster.tenant;

import dev.muster.id.Ulids;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/** The organizations of the current environment. Callers are in a transaction. */
@ApplicationScoped
public class Organizations implements PanacheRepositoryBase<Organization, UUID> {

    private final CurrentEnvironment environment;

    Organizations(CurrentEnvironment environment) {
        this.environment = environment;
    }

    public Organization create(String name) {
        UUID id = Ulids.next();
        var organization = new Organization(environment.id(), id, name, Ulids.instant(id));
        persist(organization);
        return organization;
    }

    /** A deleted one counts as never having been. */
    public Optional<Organization> get(UUID id) {
        return find("environmentId = ?1 and id = ?2 and deletedAt is null", environment.id(), id)
                .firstResultOptional();
    }
}
