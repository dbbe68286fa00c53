package dev.muster.organization;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The resolver against a name server on this machine, in the bytes of RFC 1035; inside Quarkus, which restricts JNDI. */
@QuarkusTest
class SystemDnsTest {

    private static final int NAME_ERROR = 3;

    @Test
    void textsOfANameAreRead() throws Exception {
        try (var server = new NameServer("verification_token=m5Oztg3jdK4NJLgs8uIlIprM", "v=spf1 -all")) {
            assertThat(new SystemDns(server.url()).of("acme.example.com"))
                    .anyMatch(text -> text.contains("m5Oztg3jdK4NJLgs8uIlIprM"))
                    .hasSize(2);
        }
    }

    @Test
    void aNameThatIsNotThereHasNone() throws Exception {
        try (var server = new NameServer()) {
            assertThat(new SystemDns(server.url()).of("nobody.example.com")).isEmpty();
        }
    }

    /** Gives each question these texts for an answer; without texts no name is there. */
    private static final class NameServer implements AutoCloseable {

        private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        private final String[] texts;

        NameServer(String... texts) throws IOException {
            this.texts = texts;
            Thread.ofVirtual().start(this::serve);
        }

        String url() {
            return "dns://127.0.0.1:" + socket.getLocalPort();
        }

        private void serve() {
            try {
                while (true) {
                    var question = new DatagramPacket(new byte[512], 512);
                    socket.receive(question);
                    byte[] answer = answer(ByteBuffer.wrap(question.getData(), 0, question.getLength()));
                    socket.send(new DatagramPacket(answer, answer.length, question.getSocketAddress()));
                }
            } catch (IOException closed) {
                // the test is over
            }
        }

        private byte[] answer(ByteBuffer question) {
            int end = 12;
            while (question.get(end) != 0) {
                end += question.get(end) + 1;
            }
            byte[] asked = new byte[end + 5 - 12];
            question.get(12, asked);
            var answer = ByteBuffer.allocate(512)
                    .putShort(question.getShort(0))
                    .putShort((short) (0x8180 | (texts.length == 0 ? NAME_ERROR : 0)))
                    .putShort((short) 1)
                    .putShort((short) texts.length)
                    .putInt(0)
                    .put(asked);
            for (String text : texts) {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                answer.putShort((short) 0xC00C)
                        .putShort((short) 16)
                        .putShort((short) 1)
                        .putInt(60)
                        .putShort((short) (bytes.length + 1))
                        .put((byte) bytes.length)
                        .put(bytes);
            }
            return Arrays.copyOf(answer.array(), answer.position());
        }

        @Override
        public void close() {
            socket.close();
        }
    }
}
