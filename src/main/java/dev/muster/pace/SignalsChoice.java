package dev.muster.pace;

import io.quarkus.scheduler.Scheduled;
import io.vertx.mutiny.redis.client.Redis;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Over Redis if there is one, and inside this process if not. */
@Singleton
final class SignalsChoice {

    private final Optional<RedisSignals> overRedis;

    SignalsChoice(@ConfigProperty(name = "quarkus.redis.hosts") Optional<String> hosts, Instance<Redis> redis) {
        this.overRedis = hosts.map(address -> new RedisSignals(redis.get()));
    }

    @Produces
    @Singleton
    Signals signals() {
        return overRedis.<Signals>map(signals -> signals).orElseGet(MemorySignals::new);
    }

    @Scheduled(every = "5s")
    void tend() {
        overRedis.ifPresent(RedisSignals::tend);
    }
}
