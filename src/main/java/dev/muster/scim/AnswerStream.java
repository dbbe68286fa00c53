package dev.muster.scim;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletionException;

/**
 * The body of an answer: in one piece with its length when it is small, otherwise in chunks, each of which waits until the
 * client has room for it.
 */
final class AnswerStream extends OutputStream {

    private static final int CHUNK = 65_536;

    private final HttpServerResponse response;
    private final Context eventLoop;
    private Buffer buffer = Buffer.buffer(1_024);

    AnswerStream(HttpServerResponse response, Context eventLoop) {
        this.response = response;
        this.eventLoop = eventLoop;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        buffer.appendBytes(bytes, from, length);
        if (buffer.length() >= CHUNK) {
            sendChunk();
        }
    }

    /** Nothing more comes. Nobody has to wait for the last piece. */
    void finish() {
        eventLoop.runOnContext(go -> end());
    }

    // On the event loop, because Quarkus looks at the request's end when the answer's end comes, and both may come at
    // once.
    private void end() {
        if (buffer.length() == 0) {
            response.end();
        } else {
            response.end(buffer);
        }
    }

    private void sendChunk() throws IOException {
        if (!response.headWritten()) {
            response.setChunked(true);
        }
        await(response.write(buffer));
        buffer = Buffer.buffer(CHUNK);
    }

    private static void await(Future<Void> sent) throws IOException {
        try {
            sent.toCompletionStage().toCompletableFuture().join();
        } catch (CompletionException e) {
            throw new ClientGone(e);
        }
    }

    /** There is nobody left to write to. */
    static final class ClientGone extends IOException {
        private ClientGone(CompletionException cause) {
            super(cause);
        }
    }
}
