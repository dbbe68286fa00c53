package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_CURSOR;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Listed;
import dev.muster.directory.Place;
import dev.muster.directory.Slice;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/** A page by cursor (RFC 9865) of one list, or of several that stand one behind the other. */
final class CursorPaging {

    private final List<Walk<?>> walks;
    private final Optional<Cursor> from;
    private final boolean backwards;
    private final int wanted;
    private final Instant now;

    /**
     * @param text empty for the first page
     * @throws dev.muster.scim.error.ScimException invalidCursor, expiredCursor
     */
    CursorPaging(List<Walk<?>> walks, String text, Instant now) {
        this.walks = walks;
        this.from = text.isBlank() ? Optional.empty() : Optional.of(Cursor.parse(text, now));
        this.backwards = from.map(Cursor::backwards).orElse(false);
        this.wanted = walks.getFirst().query().count();
        this.now = now;
    }

    /** What stands on the page. @param more whether the list goes on in the direction of the cursor */
    record Found(Deque<Part<?>> parts, boolean more, long total) {}

    /** Rows of one of the lists. */
    private record Part<R>(Walk<R> walk, List<Listed<R>> rows) {

        static <R> Part<R> of(Walk<R> walk, Place place, boolean backwards, int limit) {
            return new Part<>(walk, walk.read(new Slice(walk.order(), place, backwards, 0, limit)));
        }

        Part<R> withoutFirst() {
            return new Part<>(walk, rows.subList(1, rows.size()));
        }

        Part<R> withoutLast() {
            return new Part<>(walk, rows.subList(0, rows.size() - 1));
        }

        List<ObjectNode> represented() {
            return walk.represented(rows);
        }

        String cursorBefore(Instant now) {
            return new Cursor(walk.fingerprint(), rows.getFirst().place(), true, now).text();
        }

        String cursorBehind(Instant now) {
            return new Cursor(walk.fingerprint(), rows.getLast().place(), false, now).text();
        }
    }

    /** Reads from the place the cursor names to the end of its list and on into the next. In a transaction. */
    Found find() {
        var parts = new ArrayDeque<Part<?>>();
        // One more than wanted tells whether the list goes on.
        int missing = wanted + 1;
        int start = start();
        for (int i = start; i >= 0 && i < walks.size() && missing > 0; i += backwards ? -1 : 1) {
            Place place = i == start ? from.map(Cursor::place).orElse(null) : null;
            Part<?> part = Part.of(walks.get(i), place, backwards, missing);
            missing -= part.rows().size();
            add(parts, part);
        }
        boolean more = missing == 0;
        if (more) {
            dropFarthest(parts);
        }
        return new Found(parts, more, walks.stream().mapToLong(Walk::count).sum());
    }

    ObjectNode message(Found found) {
        Deque<Part<?>> parts = found.parts();
        ObjectNode message = Messages.list(
                found.total(),
                parts.stream().flatMap(part -> part.represented().stream()).toList());
        if (!parts.isEmpty() && (backwards || found.more())) {
            message.put("nextCursor", parts.getLast().cursorBehind(now));
        }
        if (!parts.isEmpty() && (backwards ? found.more() : from.isPresent())) {
            message.put("previousCursor", parts.getFirst().cursorBefore(now));
        }
        return message;
    }

    private int start() {
        if (from.isEmpty()) {
            return 0;
        }
        for (int i = 0; i < walks.size(); i++) {
            if (walks.get(i).fingerprint() == from.get().list()) {
                return i;
            }
        }
        throw INVALID_CURSOR.because(
                "The cursor belongs to another list. Filter and order must stay the same from page to page.");
    }

    private void add(Deque<Part<?>> parts, Part<?> part) {
        if (part.rows().isEmpty()) {
            return;
        }
        if (backwards) {
            parts.addFirst(part);
        } else {
            parts.addLast(part);
        }
    }

    private void dropFarthest(Deque<Part<?>> parts) {
        add(
                parts,
                backwards
                        ? parts.removeFirst().withoutFirst()
                        : parts.removeLast().withoutLast());
    }
}
