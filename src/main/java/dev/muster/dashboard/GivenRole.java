package dev.muster.dashboard;

import dev.muster.directory.DirectoryGroup;
import java.util.List;

/**
 * A role somebody has, and why.
 *
 * @param role      its name, or its slug if it has just been deleted
 * @param groups    the person's groups that give it
 * @param byDefault whether it is what everybody has whose groups give none
 */
record GivenRole(String slug, String role, List<DirectoryGroup> groups, boolean byDefault) {

    static List<GivenRole> of(List<String> slugs, List<DirectoryGroup> groups, RoleShelf shelf) {
        return slugs.stream().map(slug -> of(slug, groups, shelf)).toList();
    }

    private static GivenRole of(String slug, List<DirectoryGroup> groups, RoleShelf shelf) {
        return shelf.roles().stream()
                .filter(role -> role.slug().equals(slug))
                .findFirst()
                .map(role -> new GivenRole(
                        slug,
                        role.name(),
                        groups.stream()
                                .filter(group -> role.id().equals(group.roleId()))
                                .toList(),
                        shelf.isDefault(role.id())))
                .orElseGet(() -> new GivenRole(slug, slug, List.of(), false));
    }
}
