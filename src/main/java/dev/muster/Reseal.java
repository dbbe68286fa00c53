package dev.muster;

import dev.muster.id.Ulids;
import dev.muster.local.CannotStart;
import dev.muster.vault.CannotOpen;
import dev.muster.vault.MasterKeys;
import dev.muster.vault.SealedColumn;
import dev.muster.vault.Sealer;
import dev.muster.webhook.EndpointSecrets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The command {@code reseal}: seals every stored secret again under the first master key, so that the others can go. Runs
 * beside serving replicas. Each row is a step of its own, so it can be stopped at any moment, and goes on when it is called
 * again; a secret that somebody rotates meanwhile is left as it is, since it is under the first key already.
 */
final class Reseal {

    /** All but the answers kept for repeated requests ({@code idempotent_answer}): those are gone after a minute. */
    static final List<SealedColumn> COLUMNS = EndpointSecrets.COLUMNS;

    private static final int BATCH = 500;
    private static final UUID START = new UUID(0, 0);

    private final Connection connection;
    private final Sealer sealer;
    private final List<String> unreadable = new ArrayList<>();
    private long looked;
    private long resealed;

    private Reseal(Connection connection, Sealer sealer) {
        this.connection = connection;
        this.sealer = sealer;
    }

    /**
     * What it came to.
     *
     * @param looked     secrets there are
     * @param resealed   those that were under another key than the first
     * @param unreadable where those stand that no key opens
     */
    record Result(long looked, long resealed, List<String> unreadable) {}

    /** @param connection in autocommit mode, of a user that can take the role muster_system */
    static Result run(Connection connection, Sealer sealer) throws SQLException {
        var work = new Reseal(connection, sealer);
        try (Statement statement = connection.createStatement()) {
            statement.execute("set role muster_system");
            for (SealedColumn column : COLUMNS) {
                work.reseal(column);
            }
            statement.execute("reset role");
        }
        return new Result(work.looked, work.resealed, work.unreadable);
    }

    /** With the settings of this process; says on standard output what it did. */
    static void run() {
        MasterKeys keys = MasterKeys.parse(Setting.MASTER_KEY.value().orElseThrow());
        try (Connection connection = Database.connect()) {
            Result result = run(connection, new Sealer(keys));
            System.out.println(sentence(result, keys));
            if (!result.unreadable().isEmpty()) {
                throw new CannotStart("No master key opens these: " + String.join(", ", result.unreadable())
                        + ". Add the key they were sealed with, and run it again.");
            }
        } catch (SQLException e) {
            throw new CannotStart("The secrets cannot be sealed again: " + e.getMessage(), e);
        }
    }

    private static String sentence(Result result, MasterKeys keys) {
        var others = new ArrayList<>(keys.ids());
        others.remove(keys.currentId());
        String done = "Sealed " + result.resealed() + " of " + result.looked()
                + " secrets again; all are under the master key '" + keys.currentId() + "' now.";
        return others.isEmpty() || !result.unreadable().isEmpty()
                ? done
                : done + " Not needed any more: " + String.join(", ", others) + ".";
    }

    private record Stored(UUID environment, UUID id, byte[] sealed) {}

    private void reseal(SealedColumn column) throws SQLException {
        List<Stored> batch = next(column, START, START);
        while (!batch.isEmpty()) {
            for (Stored row : batch) {
                looked++;
                reseal(column, row);
            }
            batch = next(column, batch.getLast().environment(), batch.getLast().id());
        }
    }

    private void reseal(SealedColumn column, Stored row) throws SQLException {
        try {
            if (sealer.outdated(row.sealed())) {
                String place = column.place().apply(row.id());
                write(column, row, sealer.seal(sealer.open(row.sealed(), place), place));
            }
        } catch (CannotOpen e) {
            unreadable.add(column.table() + "." + column.column() + " of " + Ulids.print(row.id()));
        }
    }

    /** Only if it still is what was read. */
    private void write(SealedColumn column, Stored row, byte[] again) throws SQLException {
        String update = "update %1$s set %2$s = ? where environment_id = ? and id = ? and %2$s = ?"
                .formatted(column.table(), column.column());
        try (PreparedStatement statement = connection.prepareStatement(update)) {
            statement.setBytes(1, again);
            statement.setObject(2, row.environment());
            statement.setObject(3, row.id());
            statement.setBytes(4, row.sealed());
            resealed += statement.executeUpdate();
        }
    }

    private List<Stored> next(SealedColumn column, UUID environment, UUID id) throws SQLException {
        String select = """
                select environment_id, id, %2$s from %1$s
                 where (environment_id, id) > (?, ?) and %2$s is not null order by environment_id, id limit %3$d
                """.formatted(column.table(), column.column(), BATCH);
        try (PreparedStatement statement = connection.prepareStatement(select)) {
            statement.setObject(1, environment);
            statement.setObject(2, id);
            try (ResultSet rows = statement.executeQuery()) {
                var batch = new ArrayList<Stored>();
                while (rows.next()) {
                    batch.add(
                            new Stored(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), rows.getBytes(3)));
                }
                return batch;
            }
        }
    }
}
