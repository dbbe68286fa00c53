package dev.muster.webhook;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The beginning of an answer's body, kept so that people can see what the receiver said. */
final class AnswerHead {

    private static final int MOST_BYTES = 16 * 1024;

    private final Buffer bytes = Buffer.buffer();

    /** Takes what still fits of the chunk, and says whether that was all we want to read. */
    boolean isFullWith(Buffer chunk) {
        bytes.appendBuffer(chunk, 0, Math.min(chunk.length(), MOST_BYTES - bytes.length()));
        return bytes.length() == MOST_BYTES;
    }

    /** As UTF-8, with whatever cannot be shown (or stored in PostgreSQL, such as NUL) replaced. */
    String text() {
        String text = bytes.toString(StandardCharsets.UTF_8);
        StringBuilder shown = new StringBuilder(text.length());
        text.chars().forEach(c -> shown.append(isShown(c) ? (char) c : '\uFFFD'));
        return shown.toString();
    }

    private static boolean isShown(int c) {
        return c == '\n' || c == '\r' || c == '\t' || !Character.isISOControl(c);
    }
}
