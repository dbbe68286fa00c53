package dev.muster.tenant;

import io.quarkus.arc.Arc;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import java.util.function.Supplier;

/** Takes the environment of a request along to work that goes on when the request's thread has left. */
@ApplicationScoped
public class EnvironmentContext {

    private final CurrentEnvironment environment;

    EnvironmentContext(CurrentEnvironment environment) {
        this.environment = environment;
    }

    /** The same work, on any thread, for the environment that is current now. */
    public <T> Supplier<T> carry(Supplier<T> work) {
        UUID id = environment.id();
        return () -> within(id, work);
    }

    private <T> T within(UUID id, Supplier<T> work) {
        var context = Arc.container().requestContext();
        if (context.isActive()) {
            environment.enter(id);
            return work.get();
        }
        context.activate();
        try {
            environment.enter(id);
            return work.get();
        } finally {
            context.terminate();
        }
    }
}
