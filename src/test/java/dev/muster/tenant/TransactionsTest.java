package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.sql.Sql;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Test;

/** Of two transactions that wait for each other PostgreSQL ends one; it is run again, and nobody hears of it. */
@QuarkusTest
class TransactionsTest {

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Inject
    EntityManager entities;

    @Test
    void aDeadlockOfStatementsIsRepeated() {
        assertThat(runsOfTwoThatCross(transactions::run, this::lock)).isEqualTo(3);
    }

    @Test
    void aDeadlockOfALeanTransactionIsRepeated() {
        assertThat(runsOfTwoThatCross(
                        work -> transactions.lean(() -> {
                            work.run();
                            return null;
                        }),
                        this::lock))
                .isEqualTo(3);
    }

    @Test
    void aDeadlockOfEntitiesIsRepeated() {
        LongConsumer lock = key -> entities.createNativeQuery("select 1 from pg_advisory_xact_lock(?1)", Integer.class)
                .setParameter(1, key)
                .getSingleResult();
        assertThat(runsOfTwoThatCross(transactions::run, lock)).isEqualTo(3);
    }

    private void lock(long key) {
        sql.exists("select from pg_advisory_xact_lock(?)", key);
    }

    private static int runsOfTwoThatCross(Consumer<Runnable> transaction, LongConsumer lock) {
        long left = ThreadLocalRandom.current().nextLong();
        long right = ThreadLocalRandom.current().nextLong();
        var bothHoldOne = new CountDownLatch(2);
        var runs = new AtomicInteger();
        CompletableFuture.allOf(
                        begin(() -> transaction.accept(() -> cross(lock, left, right, bothHoldOne, runs))),
                        begin(() -> transaction.accept(() -> cross(lock, right, left, bothHoldOne, runs))))
                .join();
        return runs.get();
    }

    private static void cross(LongConsumer lock, long first, long second, CountDownLatch both, AtomicInteger runs) {
        runs.incrementAndGet();
        lock.accept(first);
        both.countDown();
        try {
            both.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        lock.accept(second);
    }

    private static CompletableFuture<Void> begin(Runnable work) {
        return CompletableFuture.runAsync(work, Thread::startVirtualThread);
    }
}
