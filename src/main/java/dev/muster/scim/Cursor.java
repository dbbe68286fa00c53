package dev.muster.scim;

import static dev.muster.scim.error.ScimType.EXPIRED_CURSOR;
import static dev.muster.scim.error.ScimType.INVALID_CURSOR;

import dev.muster.directory.Place;
import dev.muster.scim.error.ScimException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import java.util.zip.CRC32;

/**
 * A place in a list as a client carries it around (RFC 9865). Holds all there is to know, so that any replica can go on
 * from it; nothing is kept on the server. Not secret: it can only lead to what its bearer may see anyway.
 *
 * @param list      fingerprint of filter and order; a cursor goes on with the list it came from
 * @param backwards whether it leads to the page before the place
 */
record Cursor(long list, Place place, boolean backwards, Instant issued) {

    static final Duration LIFE = Duration.ofHours(24);

    private static final byte FORMAT = 1;
    private static final int CHECKSUM_BYTES = 4;

    /** A number that tells lists apart. */
    static long fingerprint(String list) {
        long hash = 1125899906842597L;
        for (int i = 0; i < list.length(); i++) {
            hash = 31 * hash + list.charAt(i);
        }
        return hash;
    }

    String text() {
        try {
            var bytes = new ByteArrayOutputStream();
            var out = new DataOutputStream(bytes);
            out.writeByte(FORMAT);
            out.writeLong(list);
            out.writeBoolean(backwards);
            out.writeLong(issued.getEpochSecond());
            out.writeLong(place.id().getMostSignificantBits());
            out.writeLong(place.id().getLeastSignificantBits());
            out.writeBoolean(place.key() != null);
            out.write(place.key() == null ? new byte[0] : place.key().getBytes(StandardCharsets.UTF_8));
            out.writeInt(checksum(bytes.toByteArray()));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws ScimException invalidCursor, or expiredCursor after {@link #LIFE} */
    static Cursor parse(String text, Instant now) {
        Cursor cursor = parse(text);
        if (cursor.issued.plus(LIFE).isBefore(now)) {
            throw EXPIRED_CURSOR.because(
                    "The cursor is older than " + LIFE.toHours() + " hours. Begin again without one.");
        }
        return cursor;
    }

    private static Cursor parse(String text) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            byte[] content = Arrays.copyOf(bytes, Math.max(0, bytes.length - CHECKSUM_BYTES));
            var in = new DataInputStream(new ByteArrayInputStream(bytes));
            if (in.readByte() != FORMAT) {
                throw invalid();
            }
            long list = in.readLong();
            boolean backwards = in.readBoolean();
            Instant issued = Instant.ofEpochSecond(in.readLong());
            UUID id = new UUID(in.readLong(), in.readLong());
            boolean keyed = in.readBoolean();
            String key = new String(in.readNBytes(in.available() - CHECKSUM_BYTES), StandardCharsets.UTF_8);
            if (in.readInt() != checksum(content)) {
                throw invalid();
            }
            return new Cursor(list, new Place(keyed ? key : null, id), backwards, issued);
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            throw invalid();
        }
    }

    private static int checksum(byte[] bytes) {
        var crc = new CRC32();
        crc.update(bytes);
        return (int) crc.getValue();
    }

    private static ScimException invalid() {
        return INVALID_CURSOR.because(
                "The cursor cannot be read. Use nextCursor or previousCursor of a page unchanged.");
    }
}
