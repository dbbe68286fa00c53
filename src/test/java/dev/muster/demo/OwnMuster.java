package dev.muster.demo;

import dev.muster.support.MusterProcess;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The packaged Muster for one demo, with its data in a folder that is thrown away: it disturbs no other Muster. */
final class OwnMuster {

    private static final int USUAL_PORT = 8080;
    private static final String LOOPBACK = "127.0.0.0/8,::1";
    private static final Pattern SIGN_IN_LINK = Pattern.compile("http\\S+/dashboard/sign-in/\\S+");
    private static final int LAST_LINES = 10;

    private final Path folder;
    private final Path log;
    private final String apiKey = "sk_demo_" + HexFormat.of().formatHex(new SecureRandom().generateSeed(20));
    private final MusterProcess process;
    private String signInLink;

    /** Nothing runs yet. @throws DemoFailed if the port of {@code MUSTER_PORT} is taken */
    OwnMuster() throws IOException {
        int port = port();
        Path target = Files.createDirectories(Path.of("target", "demo").toAbsolutePath());
        folder = Files.createTempDirectory(target, "run-");
        log = folder.resolve("muster.log");
        process = new MusterProcess(port, settings(), log);
    }

    private Map<String, String> settings() {
        return Map.of(
                "MUSTER_DATA_DIR", folder.resolve("data").toString(),
                "MUSTER_API_KEY", apiKey,
                "MUSTER_WEBHOOK_ALLOW", setting("MUSTER_WEBHOOK_ALLOW").orElse(LOOPBACK));
    }

    private static int port() throws IOException {
        Optional<String> chosen = setting("MUSTER_PORT");
        if (chosen.isEmpty()) {
            return isFree(USUAL_PORT) ? USUAL_PORT : MusterProcess.freePort();
        }
        return chosen.filter(port -> port.matches("\\d{1,5}"))
                .map(Integer::parseInt)
                .filter(OwnMuster::isFree)
                .orElseThrow(
                        () -> new DemoFailed("Port " + chosen.get() + " cannot be used. Set MUSTER_PORT to another,"
                                + " or leave it out: then the demo finds a free one."));
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(port));
            return true;
        } catch (IOException | IllegalArgumentException taken) {
            return false;
        }
    }

    private static Optional<String> setting(String name) {
        return Optional.ofNullable(System.getenv(name)).filter(value -> !value.isEmpty());
    }

    /** Ready is who has printed its link: an answer at the port could be another Muster's, which was quicker to take it. */
    void start() throws Exception {
        try {
            process.start();
        } catch (IllegalStateException e) {
            throw new DemoFailed("Muster did not start.", e);
        }
        while (signInLink == null) {
            if (!process.isAlive()) {
                throw new DemoFailed("Muster did not start.");
            }
            TimeUnit.MILLISECONDS.sleep(50);
            signInLink = printedLink();
        }
    }

    private String printedLink() throws IOException {
        Matcher link = SIGN_IN_LINK.matcher(Files.readString(log));
        return link.find() ? link.group() : null;
    }

    String base() {
        return process.at("").toString();
    }

    /** The same as it stands in links. */
    String publicUrl() {
        return base().replace("127.0.0.1", "localhost");
    }

    String apiKey() {
        return apiKey;
    }

    boolean lives() {
        return process.isAlive();
    }

    /** The one-time link for the dashboard. */
    String signInLink() {
        return signInLink;
    }

    /** The end of its log. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    /** Stops it and deletes its folder. */
    void end() throws IOException, InterruptedException {
        if (process.isAlive()) {
            process.stop();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
