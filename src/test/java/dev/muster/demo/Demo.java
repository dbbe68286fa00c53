package dev.muster.demo;

import java.time.Duration;
import java.util.List;
import sun.misc.Signal;

/** {@code ./muster demo [--fast]}: plays the {@link Story}, then keeps everything running until Ctrl-C. */
public final class Demo {

    private static final String FAST = "--fast";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static volatile boolean stopping;

    private final OwnMuster muster;
    private final Receiver receiver;
    private final Transcript transcript = new Transcript(System.out);
    private final Stage stage;
    private final Application application;

    private Demo(OwnMuster muster, Receiver receiver, Pace pace) {
        this.muster = muster;
        this.receiver = receiver;
        this.stage = new Stage(receiver, transcript, pace, PATIENCE);
        this.application = new Application(stage, new Speaker("your app", muster.base(), muster.apiKey()));
    }

    public static void main(String[] options) throws Exception {
        if (!List.of(options).stream().allMatch(FAST::equals)) {
            System.err.println("./muster demo knows one option: --fast leaves the pauses out.");
            System.exit(2);
        }
        try (Receiver receiver = new Receiver()) {
            OwnMuster muster = new OwnMuster();
            stopOnSignals();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(muster), "stop"));
            new Demo(muster, receiver, options.length > 0 ? Pace.FAST : Pace.HUMAN).run();
        } catch (DemoFailed e) {
            if (!stopping) {
                System.err.println("\n" + e.getMessage());
            }
            System.exit(1);
        }
    }

    /** A stop that was asked for is a success; left alone, the JVM would end with 143 or 130. */
    private static void stopOnSignals() {
        for (String name : List.of("TERM", "INT")) {
            Signal.handle(new Signal(name), signal -> {
                stopping = true;
                System.exit(0);
            });
        }
    }

    private static void stop(OwnMuster muster) {
        try {
            muster.end();
        } catch (Exception e) {
            System.err.println("Not everything could be tidied up: " + e);
        }
    }

    private void run() throws Exception {
        try {
            show();
        } catch (DemoFailed e) {
            throw muster.lives() || stopping ? e : new DemoFailed(e.getMessage() + "\n" + muster.lastWords(), e);
        }
    }

    private void show() throws Exception {
        transcript.say(
                "Acme is a customer of yours and uses OneLogin. OneLogin pushes Acme's people and groups into Muster by SCIM,",
                "and your application hears of each change by a signed webhook. All of them are played here.",
                "",
                "Starting Muster, with a database of its own that is thrown away at the end ...");
        muster.start();
        Story story = Story.begin(stage, application, receiver);
        showPlaces(story.acme());
        story.play();
        transcript.say(
                "",
                "The end. " + stage.requests() + " requests, " + stage.webhooks()
                        + " webhooks, all as they should be.");
        showPlaces(story.acme());
        transcript.say("", "Muster goes on until you press Ctrl-C, and webhooks are shown as they come.", "");
        listen();
    }

    private void showPlaces(Application.Directory acme) {
        String api = "curl -H 'Authorization: Bearer " + muster.apiKey() + "' '" + muster.publicUrl();
        String portalLink = application.portalLink(acme);
        transcript.say(
                "",
                "Dashboard  " + muster.signInLink() + "  (once; you choose address and password)",
                "Portal     " + portalLink + "  (once, within five minutes: what Acme's administrator sees)",
                "API key    " + muster.apiKey(),
                "People     " + api + "/directory_users?directory=" + acme.id() + "'",
                "Events     " + api + "/events?events=dsync.user.created,dsync.user.updated'",
                "Be OneLogin yourself:",
                "           curl -H 'Authorization: Bearer " + acme.token()
                        + "' -H 'Content-Type: application/scim+json' \\",
                "             " + acme.endpoint() + "/Users -d '{\"userName\":\"you@acme.example\"}'");
    }

    private void listen() {
        while (muster.lives()) {
            receiver.next(Duration.ofSeconds(1)).ifPresent(transcript::webhook);
        }
        throw new DemoFailed("Muster has ended.");
    }
}
