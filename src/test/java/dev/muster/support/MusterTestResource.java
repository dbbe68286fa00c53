package dev.muster.support;

import dev.muster.local.LocalPostgres;
import dev.muster.vault.MasterKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.nio.file.Path;
import java.util.Map;

/** One empty PostgreSQL for the whole run, for every {@code @QuarkusTest}; see {@link SuiteResources}. */
public final class MusterTestResource implements QuarkusTestResourceLifecycleManager {
    private LocalPostgres postgres;

    @Override
    public Map<String, String> start() {
        postgres = LocalPostgres.throwAwayIn(Path.of("target", "test-postgres").toAbsolutePath());
        return Map.of(
                "muster.database-url", postgres.jdbcUrl(),
                "muster.database-user", postgres.user(),
                "muster.database-password", postgres.password(),
                "muster.master-key", MasterKeys.generate().reveal());
    }

    @Override
    public void stop() {
        postgres.close();
    }
}
