package dev.muster.pace;

import io.quarkus.redis.datasource.RedisDataSource;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Counts in Redis if there is one, and here if not. */
@Singleton
final class PacerChoice {

    @Produces
    @Singleton
    Pacer pacer(@ConfigProperty(name = "quarkus.redis.hosts") Optional<String> hosts, Instance<RedisDataSource> redis) {
        Pacer here = new MemoryPacer();
        return hosts.isPresent() ? new RedisPacer(redis.get(), here) : here;
    }
}
