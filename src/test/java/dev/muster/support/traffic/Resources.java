package dev.muster.support.traffic;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The users, or the groups: where they are, and which ids the directory gave them. Shared by all workers. */
final class Resources {

    private final String path;
    private final AtomicReferenceArray<String> ids;

    Resources(String path, int size) {
        this.path = path;
        this.ids = new AtomicReferenceArray<>(size);
    }

    String path() {
        return path;
    }

    String path(String id) {
        return path + "/" + id;
    }

    Optional<String> id(int index) {
        return Optional.ofNullable(ids.get(index));
    }

    void is(int index, String id) {
        ids.set(index, id);
    }

    /** Has no effect if somebody has learnt of a newer id. */
    void isGone(int index, String id) {
        ids.compareAndSet(index, id, null);
    }
}
