package dev.muster.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/**
 * The one way to act for several environments: credential look-ups, sequencer, lanes, retention. Each call is a transaction
 * of its own under the role {@code muster_system}; {@code ArchitectureTest} lists the callers by name.
 */
@ApplicationScoped
public class CrossTenant {

    private final Transactions transactions;

    CrossTenant(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * @param reason why this work cannot be done inside one environment; for the reader of the code
     * @param work   runs in a new transaction; repeated when the database asks for it
     */
    public <T> T call(String reason, Supplier<T> work) {
        return transactions.callForAll(work);
    }

    /**
     * As {@link #call} in fewer round trips, for what happens all the time.
     *
     * @param work as there, and through {@link dev.muster.sql.Sql} alone
     */
    public <T> T lean(String reason, Supplier<T> work) {
        return transactions.leanForAll(work);
    }

    /** As {@link #call}, without a result. */
    public void run(String reason, Runnable work) {
        call(reason, () -> {
            work.run();
            return null;
        });
    }
}
