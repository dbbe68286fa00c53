package dev.muster.directory;

import dev.muster.event.payload.UserPayload;
import dev.muster.sql.Row;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/**
 * A person where many are shown to applications: read from the columns, because the whole resource is long and unshown.
 *
 * @param row id of the row, by which memberships know the person
 */
public record ShownUser(UUID row, UserPayload payload) {

    static final String COLUMNS = """
            u.id, u.api_id, u.directory_id, u.organization_id, u.user_name, u.external_id, u.email, u.first_name, u.last_name,
            u.display_name, u.active, u.custom_attributes, u.roles, u.created_at, u.updated_at
            """;

    static ShownUser map(Row row) throws SQLException {
        var profile = new Profile(
                row.text("user_name"),
                row.text("external_id"),
                row.text("email"),
                row.text("first_name"),
                row.text("last_name"),
                row.text("display_name"));
        return new ShownUser(
                row.uuid("id"),
                new UserPayload(
                        row.uuid("api_id"),
                        row.uuid("directory_id"),
                        row.uuid("organization_id"),
                        profile.externalId() != null ? profile.externalId() : profile.userName(),
                        profile.email(),
                        profile.firstName(),
                        profile.lastName(),
                        profile.fullName(),
                        row.flag("active"),
                        row.json("custom_attributes"),
                        List.of(row.texts("roles")),
                        row.instant("created_at"),
                        row.instant("updated_at")));
    }
}
