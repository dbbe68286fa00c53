package dev.muster.scim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods one kind of address understands.
 *
 * @param longestBody in bytes, for methods that have a body
 */
record Address(Map<String, Action> actions, int longestBody) {

    static final int MIB = 1 << 20;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    static Address of(int longestBody) {
        return new Address(new LinkedHashMap<>(), longestBody);
    }

    Address on(String method, Action action) {
        actions.put(method, action);
        return this;
    }

    /** HEAD is answered like GET; the server leaves the body out. */
    Optional<Action> action(String method) {
        return Optional.ofNullable(actions.get(method.equals("HEAD") ? "GET" : method));
    }

    String allow() {
        return String.join(", ", actions.keySet());
    }

    static boolean hasBody(String method) {
        return WITH_BODY.contains(method);
    }
}
