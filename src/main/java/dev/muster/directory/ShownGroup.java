package dev.muster.directory;

import dev.muster.event.payload.GroupPayload;
import dev.muster.sql.Row;
import java.sql.SQLException;

/** A group where many are shown to applications: read from the columns, as a {@link ShownUser}. */
final class ShownGroup {

    static final String COLUMNS = """
            g.id, g.directory_id, g.organization_id, g.idp_id, g.display_name, g.created_at, g.updated_at
            """;

    private ShownGroup() {}

    static GroupPayload map(Row row) throws SQLException {
        return new GroupPayload(
                row.uuid("id"),
                row.uuid("directory_id"),
                row.uuid("organization_id"),
                row.text("idp_id"),
                row.text("display_name"),
                row.instant("created_at"),
                row.instant("updated_at"));
    }
}
