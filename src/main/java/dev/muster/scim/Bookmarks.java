package dev.muster.scim;

import dev.muster.directory.Place;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Where pages by index ended, so that a client that walks through a large directory does not make the database count its
 * way there again for each page. Only a memory: without a bookmark the page is the same and costs more. The nearest one
 * before the page helps as well: when the pages of a walk are answered by several replicas, each knows some of them.
 */
@ApplicationScoped
class Bookmarks {

    private static final int MOST = 10_000;

    /** So many rows are skipped at no cost worth mentioning, and exactly: a bookmark does not notice who left before it. */
    private static final long SHALLOW = 1_000;

    private static final long LIFE_NANOS = Duration.ofMinutes(5).toNanos();

    /**
     * @param list       what is listed, with filter and order, as text
     * @param startIndex of the page that begins behind the place
     */
    record Key(UUID directory, String list, long startIndex) {

        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::directory).thenComparing(Key::list).thenComparing(Key::startIndex);

        boolean sameList(Key other) {
            return directory.equals(other.directory) && list.equals(other.list);
        }
    }

    /** @param place where the page of this startIndex begins; null for the start of the list */
    record Bookmark(long startIndex, Place place) {

        private static final Bookmark START = new Bookmark(1, null);
    }

    private record Kept(Place place, long untilNanos) {}

    private final NavigableMap<Key, Kept> places = new TreeMap<>(Key.ORDER);
    private final Deque<Key> oldestFirst = new ArrayDeque<>();

    synchronized void remember(Key key, Place place) {
        if (key.startIndex() <= SHALLOW) {
            return;
        }
        if (places.put(key, new Kept(place, System.nanoTime() + LIFE_NANOS)) == null) {
            oldestFirst.add(key);
        }
        if (oldestFirst.size() > MOST) {
            places.remove(oldestFirst.remove());
        }
    }

    /** The last bookmark at or before the page; the start of the list if there is none. */
    synchronized Bookmark nearest(Key key) {
        Map.Entry<Key, Kept> found = places.floorEntry(key);
        boolean known = found != null
                && found.getKey().sameList(key)
                && found.getValue().untilNanos() - System.nanoTime() > 0;
        return known
                ? new Bookmark(found.getKey().startIndex(), found.getValue().place())
                : Bookmark.START;
    }
}
