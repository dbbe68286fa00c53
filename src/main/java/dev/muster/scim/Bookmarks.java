package dev.muster.scim;

import dev.muster.directory.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where pages by index ended, so that a client that walks through a large directory does not make the database count its
 * way there again for each page. Only a memory: without a bookmark the page is the same and costs more.
 */
@ApplicationScoped
class Bookmarks {

    private static final int MOST = 10_000;
    private static final long LIFE_NANOS = Duration.ofMinutes(5).toNanos();

    /**
     * @param list       what is listed, with filter and order, as text
     * @param startIndex of the page that begins behind the place
     */
    record Key(UUID directory, String list, long startIndex) {}

    private record Bookmark(Place place, long untilNanos) {}

    private final Map<Key, Bookmark> bookmarks = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Bookmark> eldest) {
            return size() > MOST;
        }
    };

    synchronized void remember(Key key, Place place) {
        bookmarks.put(key, new Bookmark(place, System.nanoTime() + LIFE_NANOS));
    }

    synchronized Optional<Place> find(Key key) {
        return Optional.ofNullable(bookmarks.get(key))
                .filter(bookmark -> bookmark.untilNanos - System.nanoTime() > 0)
                .map(Bookmark::place);
    }
}
