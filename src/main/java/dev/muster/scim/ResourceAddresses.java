package dev.muster.scim;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Users, groups and searches among them: what can also be addressed from within a bulk request. */
@ApplicationScoped
class ResourceAddresses {

    static final String SEARCH = ".search";

    private final Address users;
    private final Address user;
    private final Address groups;
    private final Address group;
    private final Address searchUsers;
    private final Address searchGroups;

    ResourceAddresses(ScimUsers scimUsers, ScimGroups scimGroups) {
        users = Address.of(Address.MIB).on("GET", scimUsers::list).on("POST", scimUsers::create);
        user = Address.of(Address.MIB)
                .on("GET", scimUsers::get)
                .on("PUT", scimUsers::replace)
                .on("PATCH", scimUsers::patch)
                .on("DELETE", scimUsers::delete);
        groups = Address.of(8 * Address.MIB).on("GET", scimGroups::list).on("POST", scimGroups::create);
        group = Address.of(8 * Address.MIB)
                .on("GET", scimGroups::get)
                .on("PUT", scimGroups::replace)
                .on("PATCH", scimGroups::patch)
                .on("DELETE", scimGroups::delete);
        searchUsers = Address.of(Address.MIB).on("POST", scimUsers::search);
        searchGroups = Address.of(Address.MIB).on("POST", scimGroups::search);
    }

    /** @param path the steps below the directory's base URL */
    Optional<Address> find(List<String> path) {
        if (path.isEmpty() || path.size() > 2) {
            return Optional.empty();
        }
        boolean all = path.size() == 1;
        boolean search = path.getLast().equals(SEARCH);
        return Optional.ofNullable(
                switch (path.getFirst()) {
                    case "Users" -> all ? users : search ? searchUsers : user;
                    case "Groups" -> all ? groups : search ? searchGroups : group;
                    default -> null;
                });
    }
}
