package dev.muster.tenant;

import io.quarkus.arc.Arc;
import java.util.UUID;

/** Tells tests which tenant the running request acts for. */
public final class ActingFor {

    private ActingFor() {}

    /** Whether a request runs here, and its credential was found to be one of this environment. */
    public static boolean environment(CurrentEnvironment current, UUID environment) {
        return Arc.container().requestContext().isActive()
                && current.peek().filter(environment::equals).isPresent();
    }
}
