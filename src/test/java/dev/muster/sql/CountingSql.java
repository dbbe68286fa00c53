package dev.muster.sql;

import io.agroal.api.AgroalDataSource;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/** Remembers the statements that run through it; in the place of {@link Sql} while a test counts. */
public final class CountingSql extends Sql {

    private final ConcurrentLinkedQueue<String> statements = new ConcurrentLinkedQueue<>();
    private final BooleanSupplier counted;

    /** @param counted whether the statement about to run counts; others work in the background at the same time */
    public CountingSql(AgroalDataSource dataSource, BooleanSupplier counted) {
        super(
                dataSource,
                CDI.current().select(TransactionSynchronizationRegistry.class).get());
        this.counted = counted;
    }

    /** The statements since the last call. */
    public List<String> taken() {
        List<String> taken = List.copyOf(statements);
        statements.clear();
        return taken;
    }

    @Override
    public <T> List<T> list(String sql, RowMapper<T> mapper, Object... parameters) {
        count(sql);
        return super.list(sql, mapper, parameters);
    }

    @Override
    public <T> Optional<T> first(String sql, RowMapper<T> mapper, Object... parameters) {
        count(sql);
        return super.first(sql, mapper, parameters);
    }

    @Override
    public int update(String sql, Object... parameters) {
        count(sql);
        return super.update(sql, parameters);
    }

    private void count(String sql) {
        if (counted.getAsBoolean()) {
            statements.add(sql);
        }
    }
}
