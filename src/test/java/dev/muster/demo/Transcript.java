package dev.muster.demo;

import java.io.PrintStream;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** What is said, a line each, in columns. */
final class Transcript {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final String WEBHOOK = " ".repeat(10) + "webhook   %-24s  %-34s";

    private final PrintStream out;
    private int acts;

    Transcript(PrintStream out) {
        this.out = out;
    }

    void act(String title, String... story) {
        out.printf("%n%d. %s%n", ++acts, title);
        List.of(story).forEach(line -> out.println("   " + line));
        out.println();
    }

    void request(Speaker speaker, Request request, int status) {
        out.printf(
                "%s  %-8s  %-6s  %-52s  %d%n",
                LocalTime.now().format(TIME), speaker.name(), request.method(), request.shown(), status);
    }

    /** @param millis since its cause */
    void webhook(Arrival arrival, long millis) {
        out.printf(WEBHOOK + "  %s, %d ms%n", arrival.type(), arrival.subject(), signature(arrival), millis);
        changes(arrival);
    }

    /** One whose cause is not known here. */
    void webhook(Arrival arrival) {
        out.printf(
                "%s  webhook   %-24s  %-34s  %s%n",
                LocalTime.now().format(TIME), arrival.type(), arrival.subject(), signature(arrival));
        changes(arrival);
    }

    void noWebhook() {
        out.println(" ".repeat(10) + "webhook   none, for nothing has changed");
    }

    /** What Muster says in an answer. */
    void quote(String text) {
        out.println(" ".repeat(10) + "Muster    " + text);
    }

    void say(String... lines) {
        List.of(lines).forEach(out::println);
    }

    private static String signature(Arrival arrival) {
        return arrival.signed() ? "signature ok" : "SIGNATURE WRONG";
    }

    private void changes(Arrival arrival) {
        arrival.changes().forEach(change -> out.println(" ".repeat(20) + change));
    }
}
