package dev.muster.health;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import dev.muster.tenant.AuditLog;
import dev.muster.tenant.CurrentEnvironment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The rows of {@code muted_finding}. Methods join a running transaction. */
@ApplicationScoped
public class MutedFindings {

    private final Sql sql;
    private final CurrentEnvironment environment;
    private final AuditLog audit;

    MutedFindings(Sql sql, CurrentEnvironment environment, AuditLog audit) {
        this.sql = sql;
        this.environment = environment;
        this.audit = audit;
    }

    /** Those that still hold, the newest first. */
    public List<MutedFinding> of(UUID directory) {
        return sql.list(
                """
                select id, directory_id, code, subject from muted_finding
                 where environment_id = ? and directory_id = ? and id > id_floor(?::timestamptz) order by id desc
                """,
                MutedFindings::map,
                environment.id(),
                directory,
                Instant.now().minus(MutedFinding.LIFE));
    }

    /** Hides the finding from now on, for the whole time even if it was hidden already. */
    MutedFinding mute(UUID directory, Finding finding) {
        String code = finding.code().wireName();
        String subject = finding.subjectKey();
        // What holds no more goes with the next that comes, so there are never many.
        sql.update("""
                delete from muted_finding
                 where environment_id = ? and directory_id = ?
                   and (id <= id_floor(?::timestamptz) or (code, subject) = (?, ?))
                """, environment.id(), directory, Instant.now().minus(MutedFinding.LIFE), code, subject);
        sql.update("""
                insert into muted_finding (environment_id, directory_id, id, code, subject) values (?, ?, ?, ?, ?)
                on conflict (environment_id, directory_id, code, subject) do nothing
                """, environment.id(), directory, Ulids.next(), code, subject);
        audit("finding.muted", directory, code);
        return muted(directory, code, subject);
    }

    /** Read after the insert, because of two who mute it at once only one has written the row. */
    private MutedFinding muted(UUID directory, String code, String subject) {
        return sql.first("""
                select id, directory_id, code, subject from muted_finding
                 where environment_id = ? and directory_id = ? and code = ? and subject = ?
                """, MutedFindings::map, environment.id(), directory, code, subject)
                .orElseThrow();
    }

    /** Whether there was such a one. */
    public boolean unmute(UUID directory, UUID id) {
        List<String> codes = sql.list(
                "delete from muted_finding where environment_id = ? and directory_id = ? and id = ? returning code",
                row -> row.text("code"),
                environment.id(),
                directory,
                id);
        codes.forEach(code -> audit("finding.unmuted", directory, code));
        return !codes.isEmpty();
    }

    private void audit(String action, UUID directory, String code) {
        audit.append(action, IdType.DIRECTORY, directory, Map.of("code", code));
    }

    private static MutedFinding map(Row row) throws SQLException {
        return new MutedFinding(row.uuid("id"), row.uuid("directory_id"), row.text("code"), row.text("subject"));
    }
}
