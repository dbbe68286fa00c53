package dev.muster.scim;

import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/** Writes no more of a body than its first bytes, however large it is. */
final class AnswerHead extends OutputStream {

    private static final ObjectWriter WRITER = new JsonMapper().writer();

    private final byte[] bytes;
    private int length;

    private AnswerHead(int most) {
        this.bytes = new byte[most];
    }

    /** Null for no body. */
    static byte[] of(ObjectNode body, int most) {
        if (body == null) {
            return null;
        }
        var head = new AnswerHead(most);
        try {
            WRITER.writeValue(head, body);
        } catch (IOException full) {
            // as intended
        }
        return Arrays.copyOf(head.bytes, head.length);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] more, int from, int count) throws IOException {
        int taken = Math.min(count, bytes.length - length);
        System.arraycopy(more, from, bytes, length, taken);
        length += taken;
        if (taken < count) {
            throw new Full();
        }
    }

    private static final class Full extends IOException {
        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }
}
