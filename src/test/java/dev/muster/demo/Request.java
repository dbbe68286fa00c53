package dev.muster.demo;

import java.util.Optional;

/**
 * One request.
 *
 * @param path what is appended to the speaker's base, percent-encoded
 * @param shown the same for people: names instead of ids, and the point of the body
 */
record Request(String method, String path, String shown, Optional<String> body) {

    static Request get(String path, String shown) {
        return new Request("GET", path, shown, Optional.empty());
    }

    static Request delete(String path, String shown) {
        return new Request("DELETE", path, shown, Optional.empty());
    }

    static Request with(String method, String path, String shown, String body) {
        return new Request(method, path, shown, Optional.of(body));
    }
}
