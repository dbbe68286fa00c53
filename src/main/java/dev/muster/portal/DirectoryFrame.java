package dev.muster.portal;

import java.util.UUID;

/**
 * What stands above every page of a directory: its state and its tabs.
 *
 * @param several        whether the organization has others beside it
 * @param mapsAttributes whether there are attributes that somebody has to say the place of
 * @param mapsRoles      whether the administrator may say which groups give which role
 * @param tab            the one that is open: {@code overview}, {@code users}, {@code groups}, {@code requests},
 *                       {@code attributes}, {@code roles}
 * @param live           where the page listens for changes; null: it does not
 */
record DirectoryFrame(
        Connection connection, boolean several, boolean mapsAttributes, boolean mapsRoles, String tab, String live) {

    UUID id() {
        return connection.directory().id();
    }
}
