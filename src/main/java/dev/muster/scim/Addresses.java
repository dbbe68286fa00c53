package dev.muster.scim;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** The map of everything below a directory's base URL (RFC 7644 table 2). */
@ApplicationScoped
class Addresses {

    private final ResourceAddresses resources;
    private final Address root;
    private final Address search;
    private final Address bulk;
    private final Address config;
    private final Address resourceTypes;
    private final Address resourceType;
    private final Address schemas;
    private final Address schema;
    private final Address me;

    Addresses(ResourceAddresses resources, ScimSearch scimSearch, ScimBulk scimBulk, ScimDiscovery discovery) {
        this.resources = resources;
        root = Address.of(0).on("GET", scimSearch::list);
        search = Address.of(Address.MIB).on("POST", scimSearch::search);
        bulk = Address.of(ScimBulk.LONGEST_BODY).on("POST", scimBulk::perform);
        config = Address.of(0).on("GET", discovery::config);
        resourceTypes = Address.of(0).on("GET", discovery::resourceTypes);
        resourceType = Address.of(0).on("GET", discovery::resourceType);
        schemas = Address.of(0).on("GET", discovery::schemas);
        schema = Address.of(0).on("GET", discovery::schema);
        me = notImplemented("/Me needs a person who is signed in; this token belongs to a directory. Use /Users.");
    }

    /** @param path the steps below the directory's base URL */
    Optional<Address> find(List<String> path) {
        return resources.find(path).or(() -> Optional.ofNullable(other(path)));
    }

    private Address other(List<String> path) {
        return switch (String.join("/", path)) {
            case "" -> root;
            case ".search" -> search;
            case "Bulk" -> bulk;
            case "ServiceProviderConfig" -> config;
            case "ResourceTypes" -> resourceTypes;
            case "Schemas" -> schemas;
            case "Me" -> me;
            default -> path.size() == 2 ? document(path.getFirst()) : null;
        };
    }

    private Address document(String list) {
        return switch (list) {
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
