package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/**
 * An answer of any length: a JSON object a line, written as fast as the client reads. It may break off at any line, so the
 * last one has to say that it is the last.
 */
final class JsonLines {

    static final String TYPE = "application/x-ndjson";

    private static final int BUFFER = 64 * 1024;

    /** Each holds a connection to the database for as long as its client reads. */
    private static final Semaphore AT_ONCE = new Semaphore(4);

    private final OutputStream out;

    private JsonLines(OutputStream out) {
        this.out = out;
    }

    interface Writer {
        void write(JsonLines lines) throws IOException, InterruptedException;
    }

    /** Makes the writer of an answer, after whatever can still be refused. */
    interface Preparation {
        Writer prepare() throws IOException;
    }

    static Response answer(Writer writer) throws IOException {
        return answer(() -> writer);
    }

    /** @param preparation is spared when the answer is that too much is being streamed */
    static Response answer(Preparation preparation) throws IOException {
        if (AT_ONCE.availablePermits() == 0) {
            return busy();
        }
        Writer writer = preparation.prepare();
        StreamingOutput body = out -> write(out, writer);
        return Response.ok(body, TYPE).build();
    }

    private static Response busy() {
        var error = ApiError.of(503, "busy", "Too much is being streamed. Please try again soon.");
        return Response.fromResponse(ApiErrors.answer(error))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    // Those that passed the look above together wait here for each other.
    private static void write(OutputStream out, Writer writer) throws IOException {
        AT_ONCE.acquireUninterruptibly();
        try {
            var buffered = new BufferedOutputStream(out, BUFFER);
            writer.write(new JsonLines(buffered));
            buffered.flush();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("stopped while streaming", e);
        } finally {
            AT_ONCE.release();
        }
    }

    /** @throws UncheckedIOException when the client is gone */
    void line(JsonNode object) {
        try {
            line(Json.MAPPER.writeValueAsBytes(object));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws UncheckedIOException when the client is gone */
    void line(byte[] object) {
        try {
            out.write(object);
            out.write('\n');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
