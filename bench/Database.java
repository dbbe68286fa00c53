import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What the benchmark asks of PostgreSQL beside Muster: to fill tables quickly, and to count. */
final class Database implements AutoCloseable {

    private final Connection connection;

    Database(String jdbcUrl) throws SQLException {
        connection = DriverManager.getConnection(jdbcUrl);
        run("create extension if not exists pg_stat_statements");
    }

    /** Statements of the application so far, transaction brackets left out. */
    long statements() throws SQLException {
        return number("""
                select coalesce(sum(calls), 0)::bigint from pg_stat_statements s join pg_database d on d.oid = s.dbid
                 where d.datname = current_database() and s.toplevel
                   and s.query !~* '^(begin|commit|rollback|set role|show|--)' and s.query not like '%pg_stat_statements%'
                   and s.query not like '%event_new%' and s.query not like '%pg_current_snapshot%'
                   and s.query not like '%webhook_%' and s.query not like '%pg_try_advisory%'
                """);
    }

    void forgetStatements() throws SQLException {
        run("select pg_stat_statements_reset()");
    }

    /** The dearest statements since then, background work included: calls, milliseconds each, first words. */
    String dearestStatements() throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        select format('    %8s calls %9s ms each  %s', calls, round(mean_exec_time::numeric, 4),
                                      left(regexp_replace(query, '\\s+', ' ', 'g'), 100)) as line
                          from pg_stat_statements s join pg_database d on d.oid = s.dbid
                         where d.datname = current_database() and s.toplevel
                         order by total_exec_time desc limit 10
                        """)) {
            var lines = new StringBuilder();
            while (rows.next()) {
                lines.append(rows.getString("line")).append('\n');
            }
            return lines.toString();
        }
    }

    /** Bytes of write-ahead log so far. */
    long wal() throws SQLException {
        return number("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint");
    }

    /** People of a directory, written the short way; the tallies count them by their triggers. */
    void addPeople(int from, int to) throws SQLException {
        run("""
            insert into directory_user (environment_id, directory_id, id, api_id, organization_id, user_name, user_name_key,
                active, email, first_name, last_name, resource, custom_attributes, created_at, updated_at)
            select d.environment_id, d.id, x.id, x.id, d.organization_id, mail, mail, true, mail, 'Person', n::text,
                   jsonb_build_object('userName', mail, 'active', true,
                     'name', jsonb_build_object('givenName', 'Person', 'familyName', n::text),
                     'emails', jsonb_build_array(jsonb_build_object('value', mail, 'type', 'work', 'primary', true))),
                   jsonb_build_object('username', mail), now(), now()
              from directory d,
                   (select n, 'person' || n || '@bench.test' as mail,
                           (lpad(to_hex((extract(epoch from now()) * 1000)::bigint), 12, '0') || lpad(to_hex(n), 20, '0'))::uuid as id
                      from generate_series(%d, %d) n) x
            """.formatted(from, to));
        run("""
            insert into directory_user_email (environment_id, directory_id, user_id, value_key)
            select environment_id, directory_id, id, email from directory_user where email like 'person%@bench.test'
            on conflict do nothing
            """);
    }

    /** Puts the first people into a group, all but those from the 1,001st to the 3,000th, which the benchmark adds itself. */
    void addMembers(String groupName, int people) throws SQLException {
        run("""
            insert into membership (environment_id, directory_id, group_id, user_id)
            select u.environment_id, u.directory_id, g.id, u.id from directory_group g
              join directory_user u on (u.environment_id, u.directory_id) = (g.environment_id, g.directory_id)
             where g.display_name = '%s' and u.email like 'person%%' and u.last_name::int <= %d
               and u.last_name::int not between 1001 and 3000
            """.formatted(groupName, people));
    }

    void settle() throws SQLException {
        run("vacuum analyze");
        run("checkpoint");
    }

    private long number(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
