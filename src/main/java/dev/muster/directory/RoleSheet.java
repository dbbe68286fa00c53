package dev.muster.directory;

import dev.muster.id.IdType;
import dev.muster.sql.Slice;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which groups of a directory give which role, as a form to fill in.
 *
 * @param roles      those of the environment, the highest priority first
 * @param search     part of the names that are shown; blank: all
 * @param mappedOnly whether only groups that give a role are shown
 * @param running    how far people have followed the last change; empty when all have
 */
public record RoleSheet(
        Slice<Line> lines,
        List<Role> roles,
        String search,
        boolean mappedOnly,
        Optional<UserRewrites.Progress> running) {

    /** @param role null: the group gives none */
    public record Line(DirectoryGroup group, Role role) {

        public String groupId() {
            return IdType.DIRECTORY_GROUP.print(group.id());
        }
    }

    /** As parameters of an address. */
    public Map<String, String> parameters() {
        return Map.of("search", search, "show", mappedOnly ? "mapped" : "");
    }
}
