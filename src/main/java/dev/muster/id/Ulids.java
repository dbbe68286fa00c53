package dev.muster.id;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * ULIDs held in {@link UUID}s: 48 bits of Unix milliseconds, then 80 random bits. PostgreSQL compares uuids byte by
 * byte, so rows sort by creation there as well. (No UUID version bits are set: nothing here reads them.)
 *
 * <p>Text is Crockford's base32: 26 characters, upper case when printed, either case when read.
 * Source: github.com/ulid/spec.
 */
public final class Ulids {

    /** Characters in the text of a ULID. */
    public static final int TEXT_LENGTH = 26;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Sequence PROCESS = new Sequence();

    private Ulids() {}

    /** The next id, greater (as unsigned 128 bits) than every one before it in this process, even if the clock steps back. */
    public static UUID next() {
        return PROCESS.after(System.currentTimeMillis(), RANDOM.nextLong(), RANDOM.nextLong());
    }

    /**
     * A fresh id that carries the given time, to the millisecond; several for one time have no order among themselves.
     *
     * @throws IllegalArgumentException if the time is before 1970 or after the year 10889
     */
    public static UUID at(Instant time) {
        long millis = time.toEpochMilli();
        if (millis < 0 || millis >>> 48 != 0) {
            throw new IllegalArgumentException("A ULID cannot carry the time " + time);
        }
        return of(millis, RANDOM.nextLong(), RANDOM.nextLong());
    }

    /** The smallest id of this time: where ranges by time begin. */
    public static UUID earliest(Instant time) {
        return of(time.toEpochMilli(), 0, 0);
    }

    /** When the id was made, to the millisecond. */
    public static Instant instant(UUID id) {
        return Instant.ofEpochMilli(id.getMostSignificantBits() >>> 16);
    }

    /** The 26 characters of the id, upper case. */
    public static String print(UUID id) {
        return Crockford.print(id);
    }

    /**
     * Reads 26 characters of either case. Anything else is empty, never an exception: null, other lengths, characters
     * outside the alphabet (so no {@code I}, {@code L}, {@code O}, {@code U}), more than 128 bits.
     */
    public static Optional<UUID> parse(String text) {
        return text == null ? Optional.empty() : Crockford.parse(text, 0);
    }

    static UUID of(long millis, long high, long low) {
        return new UUID(millis << 16 | high & 0xFFFF, low);
    }
}
