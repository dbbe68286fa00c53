package dev.muster.tenant;

import dev.muster.sql.SqlFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Runs work in a transaction bound to its tenant, and repeats it when PostgreSQL breaks a deadlock. A provider must never
 * see such a conflict: Entra would count a failure, Okta would stop its job.
 */
@ApplicationScoped
public class Transactions {

    private static final int ATTEMPTS = 5;
    private static final long LONGEST_PAUSE_NANOS = 20_000_000;

    private final TenantBinding binding;

    Transactions(TenantBinding binding) {
        this.binding = binding;
    }

    /**
     * Runs the work in a new transaction for the current environment.
     *
     * @param work must be repeatable: all its effects are rows
     * @throws SqlFailure of the last attempt
     */
    public <T> T call(Supplier<T> work) {
        return call(binding::toCurrentEnvironment, work);
    }

    /** As {@link #call}, without a result. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** For {@link CrossTenant} alone. */
    <T> T callForAll(Supplier<T> work) {
        return call(binding::toAllEnvironments, work);
    }

    // The binding is part of the work: when it fails, the transaction is rolled back like any other.
    private static <T> T call(Runnable binding, Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return QuarkusTransaction.requiringNew().call(() -> {
                    binding.run();
                    return work.get();
                });
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !isTransient(e)) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            }
        }
    }

    private static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SqlFailure refused && refused.isTransient()) {
                return true;
            }
        }
        return false;
    }
}
