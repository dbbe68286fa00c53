package dev.muster.scim;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The map of everything below a directory's base URL (RFC 7644 table 2). */
@ApplicationScoped
class Addresses {

    private static final String SEARCH = ".search";

    private final Address users;
    private final Address user;
    private final Address groups;
    private final Address group;
    private final Address searchUsers;
    private final Address searchGroups;
    private final Address config;
    private final Address resourceTypes;
    private final Address resourceType;
    private final Address schemas;
    private final Address schema;
    private final Address me;

    Addresses(ScimUsers scimUsers, ScimGroups scimGroups, ScimDiscovery discovery) {
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
        config = Address.of(0).on("GET", discovery::config);
        resourceTypes = Address.of(0).on("GET", discovery::resourceTypes);
        resourceType = Address.of(0).on("GET", discovery::resourceType);
        schemas = Address.of(0).on("GET", discovery::schemas);
        schema = Address.of(0).on("GET", discovery::schema);
        me = notImplemented("/Me needs a person who is signed in; this token belongs to a directory. Use /Users.");
    }

    Optional<Address> find(List<String> path) {
        return Optional.ofNullable(
                switch (path.size()) {
                    case 1 -> top(path.getFirst());
                    case 2 -> below(path.getFirst(), path.getLast());
                    default -> null;
                });
    }

    private Address top(String name) {
        return switch (name) {
            case "Users" -> users;
            case "Groups" -> groups;
            case "ServiceProviderConfig" -> config;
            case "ResourceTypes" -> resourceTypes;
            case "Schemas" -> schemas;
            case "Me" -> me;
            default -> null;
        };
    }

    private Address below(String name, String last) {
        return switch (name) {
            case "Users" -> last.equals(SEARCH) ? searchUsers : user;
            case "Groups" -> last.equals(SEARCH) ? searchGroups : group;
            case "ResourceTypes" -> resourceType;
            case "Schemas" -> schema;
            default -> null;
        };
    }

    private static Address notImplemented(String detail) {
        Action refuse = call -> {
            throw Refusal.of(501, detail);
        };
        return Address.of(0)
                .on("GET", refuse)
                .on("POST", refuse)
                .on("PUT", refuse)
                .on("PATCH", refuse)
                .on("DELETE", refuse);
    }
}
