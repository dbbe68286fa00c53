package dev.muster.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What every {@link Signals} does, whatever carries it. */
abstract class SignalsContract {

    private final String topic = "topic " + UUID.randomUUID();
    private final List<String> heard = new CopyOnWriteArrayList<>();

    abstract Signals signals();

    @Test
    void everyListenerOfThisProcessHearsASignalBeforeTheSenderGoesOn() {
        List<String> other = new CopyOnWriteArrayList<>();
        signals().listen(topic, heard::add);
        signals().listen(topic, other::add);

        signals().send(topic, "one");
        signals().send(topic, "two\nlines");

        assertThat(heard).containsExactly("one", "two\nlines");
        assertThat(other).containsExactly("one", "two\nlines");
    }

    @Test
    void othersTopicsAreNotHeard() {
        signals().listen(topic, heard::add);

        signals().send(topic + " other", "one");

        assertThat(heard).isEmpty();
    }

    @Test
    void nobodyNeedsToListen() {
        signals().send(topic, "one");
    }

    @Test
    void aListenerThatFailsHarmsNobody() {
        signals().listen(topic, text -> {
            throw new IllegalStateException("a test's listener");
        });
        signals().listen(topic, heard::add);

        signals().send(topic, "one");

        assertThat(heard).containsExactly("one");
    }
}
