package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.directory.Reconciliation.Known;
import dev.muster.id.IdType;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;

/**
 * The people a client says it knows, a JSON object a line: {@code {"id":"directory_user_…","state":"active"}}. All lines
 * are checked before anything is answered, and put into a file of 17 bytes a line: however slowly they come and however
 * many they are, they take neither memory nor a connection to the database.
 */
final class KnownPeople implements AutoCloseable {

    private static final int LONGEST_LINE = 64 * 1024;
    private static final byte UNSAID = -1;

    private final Path file;
    private DataInputStream reading;

    private KnownPeople(Path file) {
        this.file = file;
    }

    /** @throws ApiException that names the first line that is wrong */
    static KnownPeople read(InputStream lines) throws IOException {
        var people = new KnownPeople(Files.createTempFile("muster-known", ".bin"));
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(people.file)))) {
            var in = new BufferedInputStream(lines, LONGEST_LINE);
            long number = 0;
            for (byte[] line = line(in, 1); line != null; line = line(in, number + 1)) {
                number++;
                if (!new String(line, StandardCharsets.UTF_8).isBlank()) {
                    write(known(line, number), out);
                }
            }
            return people;
        } catch (IOException | RuntimeException e) {
            people.close();
            throw e;
        }
    }

    /** One after the other; to be read once. */
    Iterator<Known> iterator() throws IOException {
        reading = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)));
        return new Reading(reading);
    }

    @Override
    public void close() throws IOException {
        if (reading != null) {
            reading.close();
        }
        Files.deleteIfExists(file);
    }

    private static byte[] line(InputStream in, long number) throws IOException {
        var line = new ByteArrayOutputStream(128);
        int next = in.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = in.read()) {
            if (line.size() == LONGEST_LINE) {
                throw wrong(number, "a line can have at most " + LONGEST_LINE + " bytes");
            }
            line.write(next);
        }
        return line.toByteArray();
    }

    private static Known known(byte[] line, long number) {
        JsonNode json = parsed(line).orElseThrow(() -> wrong(number, "each line must be a JSON object"));
        UUID id = IdType.DIRECTORY_USER
                .parse(json.path("id").textValue())
                .orElseThrow(() -> wrong(number, "id must be the id of a directory user"));
        return new Known(id, active(json.path("state"), number));
    }

    private static Boolean active(JsonNode state, long number) {
        if (state.isMissingNode() || state.isNull()) {
            return null;
        }
        return switch (state.asText()) {
            case "active" -> true;
            case "inactive" -> false;
            default -> throw wrong(number, "state must be one of: active, inactive");
        };
    }

    private static Optional<JsonNode> parsed(byte[] line) {
        try {
            return Optional.of(Json.MAPPER.readTree(line)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static ApiException wrong(long number, String sentence) {
        return ApiError.invalid("line " + number, sentence).exception();
    }

    private static void write(Known known, DataOutputStream out) throws IOException {
        out.writeLong(known.id().getMostSignificantBits());
        out.writeLong(known.id().getLeastSignificantBits());
        out.writeByte(known.active() == null ? UNSAID : known.active() ? 1 : 0);
    }

    private static final class Reading implements Iterator<Known> {

        private final DataInputStream in;
        private Known next;

        Reading(DataInputStream in) throws IOException {
            this.in = in;
            advance();
        }

        @Override
        public boolean hasNext() {
            return next != null;
        }

        @Override
        public Known next() {
            if (next == null) {
                throw new NoSuchElementException();
            }
            Known known = next;
            try {
                advance();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return known;
        }

        private void advance() throws IOException {
            try {
                UUID id = new UUID(in.readLong(), in.readLong());
                byte active = in.readByte();
                next = new Known(id, active == UNSAID ? null : active == 1);
            } catch (EOFException end) {
                next = null;
            }
        }
    }
}
