package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.support.FakeReceiver;
import dev.muster.webhook.Outcome.Delivered;
import dev.muster.webhook.Outcome.Unreachable;
import dev.muster.webhook.Outcome.Unreachable.Kind;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.PfxOptions;
import io.vertx.core.net.TrustOptions;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Certificates are checked by the name in the URL, and nothing falls back to plain text. */
class OutboundTlsTest {

    private static final String PASSWORD = "changeit";
    private static final Vertx VERTX = Vertx.vertx();

    @TempDir
    static Path folder;

    private static PfxOptions valid;
    private static PfxOptions expired;
    private static PemTrustOptions authority;

    @BeforeAll
    static void makeCertificates() throws Exception {
        valid = certificate("valid", "-validity", "30");
        expired = certificate("expired", "-startdate", "-10d", "-validity", "1");
        keytool("-exportcert", "-rfc", "-alias", "authority", "-file", file("authority.pem"));
        authority = new PemTrustOptions().addCertPath(file("authority.pem"));
    }

    @AfterAll
    static void close() {
        VERTX.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void aTrustedCertificateOfTheNameIsAccepted() {
        try (FakeReceiver receiver = receiver(valid)) {
            assertThat(post(receiver.url("hooks.example.com"), authority)).isInstanceOf(Delivered.class);
            assertThat(receiver.received().getFirst().version()).isEqualTo("HTTP_2");
        }
    }

    @Test
    void aReceiverThatOnlySpeaksHttp1IsServedToo() {
        HttpServerOptions options = options(valid).setAlpnVersions(List.of(HttpVersion.HTTP_1_1));
        try (FakeReceiver receiver = FakeReceiver.start(options)) {
            assertThat(post(receiver.url("hooks.example.com"), authority)).isInstanceOf(Delivered.class);
            assertThat(receiver.received().getFirst().version()).isEqualTo("HTTP_1_1");
        }
    }

    @Test
    void aCertificateOfAnotherNameIsRefused() {
        assertRefused(valid, "other.example.com", authority);
    }

    @Test
    void aCertificateOfAnUnknownAuthorityIsRefused() {
        assertRefused(valid, "hooks.example.com", null);
    }

    @Test
    void anExpiredCertificateIsRefused() {
        assertRefused(expired, "hooks.example.com", authority);
    }

    @Test
    void plainSpeechIsRefused() {
        NetServer ssh = VERTX.createNetServer()
                .connectHandler(socket -> socket.write("SSH-2.0-OpenSSH_9.2\r\n\r\n"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();

        assertTlsFailure(post("https://hooks.example.com:" + ssh.actualPort() + "/", authority));
    }

    private static void assertRefused(PfxOptions shown, String host, TrustOptions trusted) {
        try (FakeReceiver receiver = receiver(shown)) {
            assertTlsFailure(post(receiver.url(host), trusted));
            assertThat(receiver.received()).isEmpty();
        }
    }

    private static void assertTlsFailure(Outcome outcome) {
        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Unreachable.class,
                        unreachable -> assertThat(unreachable.kind()).isEqualTo(Kind.TLS));
    }

    private static Outcome post(String url, TrustOptions trusted) {
        AddressGuard guard = AddressGuard.parse("127.0.0.1");
        Resolver resolver = name -> Future.succeededFuture(List.of(InetAddress.getLoopbackAddress()));
        try (Outbound outbound = new Outbound(VERTX, guard, resolver, trusted)) {
            return outbound.post(new Outbound.Message(url, Map.of(), new byte[] {'{', '}'}, Duration.ofSeconds(10)));
        }
    }

    private static FakeReceiver receiver(PfxOptions certificate) {
        return FakeReceiver.start(options(certificate));
    }

    private static HttpServerOptions options(PfxOptions certificate) {
        return new HttpServerOptions().setSsl(true).setUseAlpn(true).setKeyCertOptions(certificate);
    }

    private static PfxOptions certificate(String alias, String... validity) throws Exception {
        if (Files.notExists(folder.resolve("store.p12"))) {
            keytool("-genkeypair", "-alias", "authority", "-keyalg", "EC", "-dname", "CN=Authority", "-ext", "bc:c");
        }
        List<String> leaf = List.of("-genkeypair", "-alias", alias, "-keyalg", "EC", "-signer", "authority");
        List<String> name = List.of("-dname", "CN=" + alias, "-ext", "san=dns:hooks.example.com");
        keytool(Stream.of(leaf, name, List.of(validity)).flatMap(List::stream).toArray(String[]::new));
        return new PfxOptions().setPath(file("store.p12")).setPassword(PASSWORD).setAlias(alias);
    }

    private static void keytool(String... arguments) throws Exception {
        String program =
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> store = List.of("-storetype", "PKCS12", "-keystore", file("store.p12"), "-storepass", PASSWORD);
        ProcessBuilder keytool = new ProcessBuilder(program).redirectErrorStream(true);
        keytool.command().addAll(List.of(arguments));
        keytool.command().addAll(store);
        Process process = keytool.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
    }

    private static String file(String name) {
        return folder.resolve(name).toString();
    }
}
