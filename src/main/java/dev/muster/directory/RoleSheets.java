package dev.muster.directory;

import dev.muster.id.IdType;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Shows and saves {@link RoleSheet}s. Methods join a running transaction. */
@ApplicationScoped
public class RoleSheets {

    private final DirectorySearch search;
    private final Roles roles;
    private final RoleMappings mappings;
    private final UserRewrites rewrites;

    RoleSheets(DirectorySearch search, Roles roles, RoleMappings mappings, UserRewrites rewrites) {
        this.search = search;
        this.roles = roles;
        this.mappings = mappings;
        this.rewrites = rewrites;
    }

    /** @param words part of a group's name; blank: all */
    public RoleSheet show(UUID directory, String words, boolean mappedOnly, Window window) {
        List<Role> all = roles.all();
        Slice<DirectoryGroup> groups = mappedOnly
                ? mapped(directory, words)
                : search.groups(directory, words.isEmpty() ? null : words, window);
        return new RoleSheet(
                groups.map(group -> new RoleSheet.Line(group, role(all, group))),
                all,
                words,
                mappedOnly,
                rewrites.progress(directory).filter(UserRewrites.Progress::running));
    }

    /** All of them: nobody maps groups by the thousand. */
    private Slice<DirectoryGroup> mapped(UUID directory, String words) {
        String key = words.toLowerCase(Locale.ROOT);
        List<DirectoryGroup> groups = mappings.of(directory).stream()
                .filter(group -> group.displayName().toLowerCase(Locale.ROOT).contains(key))
                .toList();
        return new Slice<>(groups, false, false);
    }

    private static Role role(List<Role> all, DirectoryGroup group) {
        return all.stream()
                .filter(role -> role.id().equals(group.roleId()))
                .findFirst()
                .orElse(null);
    }

    /**
     * These groups give these roles from now on; all others stay as they are.
     *
     * @param groups printed ids
     * @param words  for each of them slug or printed id of a role, blank for none
     * @return false when there is no such group or role, or no such role any more; then nothing has changed
     */
    public boolean save(UUID directory, List<String> groups, List<String> words) {
        Optional<Map<UUID, UUID>> wanted = wanted(groups, words);
        if (wanted.isEmpty()) {
            return false;
        }
        List<UUID> named = wanted.get().values().stream()
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        if (!mappings.unknownRoles(named).isEmpty()) {
            return false;
        }
        mappings.assign(directory, wanted.get());
        return true;
    }

    private Optional<Map<UUID, UUID>> wanted(List<String> groups, List<String> words) {
        if (groups.size() != words.size()) {
            return Optional.empty();
        }
        List<Role> all = roles.all();
        var wanted = new HashMap<UUID, UUID>();
        for (int i = 0; i < groups.size(); i++) {
            String word = words.get(i);
            Optional<UUID> group = IdType.DIRECTORY_GROUP.parse(groups.get(i));
            Optional<Role> role = all.stream().filter(one -> one.isNamed(word)).findFirst();
            if (group.isEmpty() || role.isEmpty() && !word.isEmpty()) {
                return Optional.empty();
            }
            wanted.put(group.get(), role.map(Role::id).orElse(null));
        }
        return Optional.of(wanted);
    }
}
