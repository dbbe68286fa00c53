package dev.muster.webhook;

import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The operator's settings, made into the one way out and its guard. */
@Singleton
final class WayOut {

    @Produces
    @Singleton
    AddressGuard guard(@ConfigProperty(name = "muster.webhook-allow") Optional<String> allowed) {
        return AddressGuard.parse(allowed.orElse(""));
    }

    @Produces
    @Singleton
    Schedule schedule(@ConfigProperty(name = "muster.webhook-retry") Optional<String> waits) {
        return waits.map(Schedule::parse).orElse(Schedule.DEFAULT);
    }

    @Produces
    @Singleton
    Outbound outbound(Vertx vertx, AddressGuard guard) {
        return new Outbound(vertx, guard, Resolver.system());
    }

    void close(@Disposes Outbound outbound) {
        outbound.close();
    }
}
