package dev.muster.directory;

import dev.muster.event.EventScope;
import dev.muster.sql.Json;
import dev.muster.sql.Row;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** The rows of {@code directory_user}. Every statement names environment and directory. */
@ApplicationScoped
class DirectoryUsers {

    static final String COLUMNS = """
            u.environment_id, u.organization_id, u.directory_id, u.id, u.api_id, u.resource, u.custom_attributes, u.roles,
            u.version, u.created_at, u.updated_at, u.removed_at is not null as removed
            """;

    private static final String LOCK = "select " + COLUMNS
            + " from directory_user u where u.environment_id = ? and u.directory_id = ? and u.id = ? for update";

    // A tombstone of the same name is no duplicate of the index, so the statement itself has to step back for it.
    private static final String INSERT = """
            with rules as (
              select from directory d where d.environment_id = ? and d.id = ? and d.rules_version = ? and hold_rules(d.environment_id)
                 for share),
            inserted as (
              insert into directory_user (environment_id, directory_id, id, api_id, organization_id, user_name, user_name_key,
                  external_id, active, email, first_name, last_name, display_name, resource, custom_attributes, roles,
                  created_at, updated_at)
              select ?::uuid, ?::uuid, ?::uuid, ?::uuid, ?::uuid, ?, index_key(?), ?, ?::boolean, ?, ?, ?, ?, ?::jsonb, ?::jsonb, ?::text[],
                  ?::timestamptz, ?::timestamptz
                from rules
               where not exists (select from directory_user
                                  where environment_id = ? and directory_id = ? and user_name_key = index_key(?) and removed_at is not null)
              on conflict do nothing
              returning id),
            addresses as (
              insert into directory_user_email (environment_id, directory_id, user_id, value_key)
              select distinct ?::uuid, ?::uuid, id, index_key(address) from inserted, unnest(?::text[]) as address)
            select exists (select from rules) as current, exists (select from inserted) as inserted
            """;

    private static final String UPDATE = """
            update directory_user
               set api_id = ?, user_name = ?, user_name_key = index_key(?), external_id = ?, active = ?, email = ?, first_name = ?,
                   last_name = ?, display_name = ?, resource = ?, custom_attributes = ?, roles = ?, updated_at = ?,
                   removed_at = case when ? then coalesce(removed_at, now()) end,
                   version = case when exists (select from directory d where d.environment_id = ? and d.id = ? and d.rules_version = ?)
                                  then ? else outdated_rules() end
             where environment_id = ? and directory_id = ? and id = ?
            """;

    private static final String NEXT = "select " + COLUMNS + """
              from directory_user u where u.environment_id = ? and u.directory_id = ? and u.id > ?
             order by u.id limit ? for no key update
            """;

    private static final String UPDATE_ALL = """
            update directory_user u
               set custom_attributes = n.custom_attributes::jsonb, roles = array(select jsonb_array_elements_text(n.roles::jsonb)),
                   version = n.version, updated_at = n.updated_at::timestamptz
              from unnest(?::uuid[], ?::text[], ?::text[], ?::bigint[], ?::text[]) as n (id, custom_attributes, roles, version, updated_at)
             where u.environment_id = ? and u.directory_id = ? and u.id = n.id
            """;

    private static final String REPLACE_ADDRESSES = """
            with wanted as (select distinct index_key(address) as value_key from unnest(?::text[]) as address),
            gone as (
              delete from directory_user_email
               where environment_id = ? and directory_id = ? and user_id = ? and value_key not in (select value_key from wanted))
            insert into directory_user_email (environment_id, directory_id, user_id, value_key)
            select ?, ?, ?, value_key from wanted on conflict do nothing
            """;

    private static final String HOLDER = """
            select id, external_id = ? as same_external_id, active, removed_at is not null as removed, user_name_key = index_key(?) as same_name
              from directory_user
             where environment_id = ? and directory_id = ?
               and (user_name_key = index_key(?) or (external_id_key = index_key(?) and removed_at is null))
               and id is distinct from ?::uuid
             order by removed_at nulls first, user_name_key = index_key(?) desc
             limit 1
            """;

    private final Sql sql;

    DirectoryUsers(Sql sql) {
        this.sql = sql;
    }

    /** Case does not count in a userName (RFC 7643 section 4.1.1). */
    static String key(String userName) {
        return userName.toLowerCase(Locale.ROOT);
    }

    static DirectoryUser map(Row row) throws SQLException {
        return new DirectoryUser(
                row.uuid("environment_id"),
                row.uuid("organization_id"),
                row.uuid("directory_id"),
                row.uuid("id"),
                row.uuid("api_id"),
                row.json("resource"),
                row.json("custom_attributes"),
                List.of(row.texts("roles")),
                row.number("version"),
                row.instant("created_at"),
                row.instant("updated_at"),
                row.flag("removed"));
    }

    /** The row, tombstones included, locked until the transaction ends. */
    Optional<DirectoryUser> lock(DirectoryAccess directory, UUID id) {
        return sql.first(LOCK, DirectoryUsers::map, directory.environmentId(), directory.directoryId(), id);
    }

    /** Taken when somebody, living or removed, has the userName or externalId. */
    enum Inserted {
        DONE,
        TAKEN,
        OUTDATED
    }

    /** @param rules the user was made by; outdated when there are newer ones */
    Inserted insert(DirectoryUser user, Rules rules) {
        var profile = Profile.of(user.resource());
        return sql.first(
                        INSERT,
                        row -> row.flag("inserted")
                                ? Inserted.DONE
                                : row.flag("current") ? Inserted.TAKEN : Inserted.OUTDATED,
                        user.environmentId(),
                        user.directoryId(),
                        rules.version(),
                        user.environmentId(),
                        user.directoryId(),
                        user.id(),
                        user.apiId(),
                        user.organizationId(),
                        profile.userName(),
                        key(profile.userName()),
                        profile.externalId(),
                        user.active(),
                        profile.email(),
                        profile.firstName(),
                        profile.lastName(),
                        profile.displayName(),
                        Json.of(user.resource()),
                        Json.of(user.customAttributes()),
                        user.roles(),
                        user.createdAt(),
                        user.updatedAt(),
                        user.environmentId(),
                        user.directoryId(),
                        key(profile.userName()),
                        user.environmentId(),
                        user.directoryId(),
                        Profile.emailKeys(user.resource()).toArray(String[]::new))
                .orElseThrow();
    }

    /**
     * Writes the row, at the latest with the commit; the caller holds its lock. The transaction fails with
     * {@link CurrentRules#outdated} when there are newer rules, and with {@code duplicateOf} when the new userName or
     * externalId is taken.
     *
     * @param rules the new state was made by
     */
    void update(DirectoryUser before, DirectoryUser after, Rules rules) {
        var profile = Profile.of(after.resource());
        sql.later(
                UPDATE,
                after.apiId(),
                profile.userName(),
                key(profile.userName()),
                profile.externalId(),
                after.active(),
                profile.email(),
                profile.firstName(),
                profile.lastName(),
                profile.displayName(),
                Json.of(after.resource()),
                Json.of(after.customAttributes()),
                after.roles().toArray(String[]::new),
                after.updatedAt(),
                after.removed(),
                after.environmentId(),
                after.directoryId(),
                rules.version(),
                after.version(),
                after.environmentId(),
                after.directoryId(),
                after.id());
        updateAddresses(before, after);
    }

    /** The people behind this id, tombstones and hidden ones included, locked until the transaction ends. */
    List<DirectoryUser> lockNext(EventScope directory, UUID after, int most) {
        return sql.list(NEXT, DirectoryUsers::map, directory.environmentId(), directory.directoryId(), after, most);
    }

    /** Writes how applications see these people, and nothing else; the caller holds their locks. */
    void updateAll(EventScope directory, List<DirectoryUser> people) {
        if (people.isEmpty()) {
            return;
        }
        sql.update(
                UPDATE_ALL,
                people.stream().map(DirectoryUser::id).toArray(UUID[]::new),
                people.stream().map(user -> user.customAttributes().toString()).toArray(String[]::new),
                people.stream().map(user -> Json.of(user.roles()).text()).toArray(String[]::new),
                people.stream().map(DirectoryUser::version).toArray(Long[]::new),
                people.stream().map(user -> user.updatedAt().toString()).toArray(String[]::new),
                directory.environmentId(),
                directory.directoryId());
    }

    private void updateAddresses(DirectoryUser before, DirectoryUser after) {
        var wanted = Profile.emailKeys(after.resource()).toArray(String[]::new);
        if (List.of(wanted).equals(Profile.emailKeys(before.resource()).toList())) {
            return;
        }
        sql.later(
                REPLACE_ADDRESSES,
                wanted,
                after.environmentId(),
                after.directoryId(),
                after.id(),
                after.environmentId(),
                after.directoryId(),
                after.id());
    }

    void delete(DirectoryUser user) {
        sql.update(
                "delete from directory_user where environment_id = ? and directory_id = ? and id = ?",
                user.environmentId(),
                user.directoryId(),
                user.id());
    }

    /**
     * Who stands in the way of a userName or externalId: the living before the removed, the name before the id.
     *
     * @param sameName whether it is the userName that is taken
     */
    record Holder(UUID id, boolean sameName, boolean sameExternalId, boolean active, boolean removed) {}

    Optional<Holder> holder(DirectoryAccess directory, Profile wanted, UUID except) {
        String key = key(wanted.userName());
        String externalId = wanted.externalId();
        return sql.first(
                HOLDER,
                row -> new Holder(
                        row.uuid("id"),
                        row.flag("same_name"),
                        row.flag("same_external_id"),
                        row.flag("active"),
                        row.flag("removed")),
                externalId,
                key,
                directory.environmentId(),
                directory.directoryId(),
                key,
                externalId,
                except,
                key);
    }
}
