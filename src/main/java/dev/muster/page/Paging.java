package dev.muster.page;

import dev.muster.id.IdType;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Links to the neighbouring pages of a list; null where there is none.
 *
 * @param newer towards the beginning of the list
 * @param older towards its end
 */
public record Paging(String newer, String older) {

    public static final int ROWS = 25;

    /** The stretch that {@code after} and {@code before} of an address ask for, newest first; nonsense asks for the first. */
    public static Window window(IdType type, String after, String before) {
        UUID from = type.parse(after).orElse(null);
        return new Window(ROWS, false, from, from == null ? type.parse(before).orElse(null) : null);
    }

    /** @param filters what else the address says; blank values are left out */
    public static <T> Paging of(Slice<T> slice, Function<T, String> id, String path, Map<String, String> filters) {
        if (slice.rows().isEmpty()) {
            return new Paging(null, null);
        }
        return new Paging(
                slice.earlier()
                        ? link(path, filters, "before", id.apply(slice.rows().getFirst()))
                        : null,
                slice.later()
                        ? link(path, filters, "after", id.apply(slice.rows().getLast()))
                        : null);
    }

    /** An address with these filters and one word more; blank values are left out. */
    public static String link(String path, Map<String, String> filters, String name, String value) {
        var all = new TreeMap<>(filters);
        all.put(name, value);
        return path + "?"
                + all.entrySet().stream()
                        .filter(entry -> !entry.getValue().isBlank())
                        .map(entry ->
                                entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
