package dev.muster.tenant;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * Remembers for a moment whom a credential lets in, so that a busy caller costs one look-up a second instead of one a
 * request. Failures are remembered, too: a flood of one wrong token costs no SQL.
 *
 * @param <T> what the credential opens
 */
public final class CredentialCache<T> {

    /** A bound on memory under a flood of different wrong tokens; then everything is simply looked up anew. */
    private static final int LARGEST = 50_000;

    private record Entry<T>(Optional<T> value, long untilNanos) {}

    private final ConcurrentHashMap<ByteBuffer, Entry<T>> entries = new ConcurrentHashMap<>();
    private final AtomicLong clearings = new AtomicLong();
    private final long nanos;

    public CredentialCache(Duration remembered) {
        this.nanos = remembered.toNanos();
    }

    /** The remembered answer for this hash, or a fresh one. */
    public Optional<T> get(byte[] hash, Supplier<Optional<T>> lookUp) {
        var key = ByteBuffer.wrap(hash);
        var entry = entries.get(key);
        if (entry != null && entry.untilNanos - System.nanoTime() > 0) {
            return entry.value;
        }
        if (entries.size() >= LARGEST) {
            entries.clear();
        }
        long before = clearings.get();
        Optional<T> value = lookUp.get();
        entries.put(key, new Entry<>(value, System.nanoTime() + nanos));
        if (clearings.get() != before) {
            entries.remove(key); // it may have been read before what the clearing was about
        }
        return value;
    }

    /** Forgets everything, also what is being looked up: something was revoked, and that is committed. */
    public void clear() {
        clearings.incrementAndGet();
        entries.clear();
    }
}
