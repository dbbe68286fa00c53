package dev.muster.api;

import java.util.Set;

/** Which addresses belong to this door, told by their first segment. */
final class ApiPaths {

    private static final Set<String> FIRST_SEGMENTS = Set.of(
            "organizations",
            "organization_domains",
            "directories",
            "directory_attributes",
            "directory_users",
            "directory_groups",
            "events",
            "webhook_endpoints",
            "api_keys",
            "audit_log",
            "authorization");

    /** The only one among pages for people. */
    private static final String GENERATE_LINK = "/portal/generate_link";

    private ApiPaths() {}

    static boolean owns(String path) {
        if (path == null || !path.startsWith("/")) {
            return false;
        }
        if (path.equals(GENERATE_LINK) || path.startsWith(GENERATE_LINK + "/")) {
            return true;
        }
        int end = path.indexOf('/', 1);
        return FIRST_SEGMENTS.contains(end < 0 ? path.substring(1) : path.substring(1, end));
    }
}
