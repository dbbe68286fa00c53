package dev.muster.tenant;

import dev.muster.sql.Sql;
import dev.muster.sql.SqlFailure;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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
    private static final Duration LONGEST_STREAM = Duration.ofMinutes(30);

    private final TenantBinding binding;
    private final Sql sql;

    Transactions(TenantBinding binding, Sql sql) {
        this.binding = binding;
        this.sql = sql;
    }

    /**
     * Runs the work in a new transaction for the current environment.
     *
     * @param work must be repeatable: all its effects are rows
     * @throws SqlFailure of the last attempt
     */
    public <T> T call(Supplier<T> work) {
        return repeated(() -> shared(() -> {
            binding.toCurrentEnvironment();
            return work.get();
        }));
    }

    /** As {@link #call}, without a result. */
    public void run(Runnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /**
     * As {@link #call}, in fewer round trips: the binding goes with the first statement, and what nobody waits for with the
     * commit (see {@link Sql#lean}).
     *
     * @param work as there, and through {@link Sql} alone; an entity manager would find no row of any tenant
     */
    public <T> T lean(Supplier<T> work) {
        return repeated(() -> sql.lean(binding.binding(), work));
    }

    /**
     * Reads without the brackets of a transaction: each statement is bound by itself and sees what is committed at its
     * beginning, as it would inside one. A single look-up is a single round trip.
     *
     * @param work reads through {@link Sql} alone, outside of a transaction
     */
    public <T> T read(Supplier<T> work) {
        return sql.single(binding.binding(), work);
    }

    /** As {@link #call}, for work that streams: it may last, and is run only once. */
    public <T> T stream(Supplier<T> work) {
        return once(binding::toCurrentEnvironment, work);
    }

    /** As {@link #stream}; reads everything as it was at one moment. */
    public <T> T snapshot(Supplier<T> work) {
        return once(
                () -> {
                    binding.toOneMoment();
                    binding.toCurrentEnvironment();
                },
                work);
    }

    private <T> T once(Runnable binding, Supplier<T> work) {
        return QuarkusTransaction.requiringNew()
                .timeout((int) LONGEST_STREAM.toSeconds())
                .call(() -> sql.shared(() -> {
                    binding.run();
                    return work.get();
                }));
    }

    /** For {@link CrossTenant} alone. */
    <T> T callForAll(Supplier<T> work) {
        return repeated(() -> shared(() -> {
            binding.toAllEnvironments();
            return work.get();
        }));
    }

    /** For {@link CrossTenant} alone. */
    <T> T leanForAll(Supplier<T> work) {
        return repeated(() -> sql.lean(TenantBinding.ALL_ENVIRONMENTS, work));
    }

    // The binding is part of the work: when it fails, the transaction is rolled back like any other.
    private <T> T shared(Supplier<T> work) {
        return QuarkusTransaction.requiringNew().call(() -> sql.shared(work));
    }

    private static <T> T repeated(Supplier<T> transaction) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.get();
            } catch (RuntimeException e) {
                if (attempt == ATTEMPTS || !SqlFailure.isConflict(e)) {
                    throw e;
                }
                LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
            }
        }
    }
}
