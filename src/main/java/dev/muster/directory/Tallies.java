package dev.muster.directory;

import dev.muster.sql.Sql;

/** Counts kept up to date by the database, in several slots a directory. */
final class Tallies {

    private Tallies() {}

    /** @param column of {@code directory_tally} */
    static long total(Sql sql, String column, DirectoryAccess directory) {
        return sql.first(
                        "select coalesce(sum(%s), 0)::bigint as total from directory_tally where environment_id = ? and directory_id = ?"
                                .formatted(column),
                        row -> row.number("total"),
                        directory.environmentId(),
                        directory.directoryId())
                .orElseThrow();
    }
}
