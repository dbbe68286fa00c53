package dev.muster.api;

import dev.muster.id.IdType;
import dev.muster.sql.Window;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The query string, read as tolerantly as the SDKs differ. Empty values count as not given; unknown names are ignored. */
final class Parameters {

    private static final int DEFAULT_LIMIT = 10;
    private static final int LARGEST_LIMIT = 100;

    private static final UUID NOTHING = new UUID(0, 0);

    private final MultivaluedMap<String, String> values;

    Parameters(UriInfo uri) {
        this.values = uri.getQueryParameters();
    }

    Optional<String> text(String name) {
        return Optional.ofNullable(values.getFirst(name)).filter(text -> !text.isEmpty());
    }

    /**
     * An id to filter by; null when not given. What is no id of this type matches nothing, as an id of somebody else: the
     * nil id, which nothing has.
     */
    UUID id(String name, IdType type) {
        return text(name).map(id -> type.parse(id).orElse(NOTHING)).orElse(null);
    }

    Optional<Instant> time(String name) {
        return text(name)
                .map(text -> Times.parse(text)
                        .orElseThrow(() -> ApiError.invalid(name, name + " must be an ISO 8601 date and time")
                                .exception()));
    }

    /** {@code a,b}, the name repeated, {@code name[]} repeated, or {@code name[0]}, {@code name[1]}, …; also mixed. */
    List<String> list(String name) {
        Pattern spelling = Pattern.compile(Pattern.quote(name) + "(\\[\\d*])?");
        var list = new ArrayList<String>();
        values.forEach((key, given) -> {
            if (spelling.matcher(key).matches()) {
                given.forEach(text -> list.addAll(Arrays.asList(text.split(","))));
            }
        });
        return list.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct()
                .toList();
    }

    /**
     * The stretch of a list that is asked for.
     *
     * @param type what the list's objects are, so that a cursor of another kind is an unknown one
     */
    Window window(IdType type) {
        if (text("after").isPresent() && text("before").isPresent()) {
            throw ApiError.invalid("before", "Please provide either \"after\" or \"before\", not both.")
                    .exception();
        }
        return new Window(limit(), ascending(), cursor(type, "after"), cursor(type, "before"));
    }

    int limit() {
        return text("limit").map(Parameters::limit).orElse(DEFAULT_LIMIT);
    }

    /** {@code normal} is what WorkOS once called its default. */
    private boolean ascending() {
        String order = text("order").orElse("desc");
        if (!Set.of("asc", "desc", "normal").contains(order)) {
            throw ApiError.invalid("order", "order must be one of: asc, desc, normal")
                    .exception();
        }
        return order.equals("asc");
    }

    private UUID cursor(IdType type, String name) {
        return text(name)
                .map(id -> type.parse(id)
                        .orElseThrow(() -> ApiError.unknownCursor(name).exception()))
                .orElse(null);
    }

    private static int limit(String text) {
        if (!text.matches("\\d{1,3}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > LARGEST_LIMIT) {
            throw ApiError.invalid("limit", "limit must be a number from 1 to 100")
                    .exception();
        }
        return Integer.parseInt(text);
    }
}
