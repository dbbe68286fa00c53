package dev.muster.event;

import dev.muster.pace.Signals;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** Tells lanes and listeners of all replicas how far the logs have come: one signal per batch of the sequencer. */
@ApplicationScoped
class Announcer {

    private static final String TOPIC = "sequenced";

    private final Signals signals;
    private final Event<Sequenced> sequenced;

    Announcer(Signals signals, Event<Sequenced> sequenced) {
        this.signals = signals;
        this.sequenced = sequenced;
    }

    void start(@Observes StartupEvent ignored) {
        signals.listen(TOPIC, text -> sequenced.fire(new Sequenced(read(text))));
    }

    /** After the commit that placed the events. */
    void announce(Map<UUID, Long> heads) {
        signals.send(TOPIC, print(heads));
    }

    static String print(Map<UUID, Long> heads) {
        return heads.entrySet().stream()
                .map(head -> head.getKey() + "=" + head.getValue())
                .collect(Collectors.joining(","));
    }

    static Map<UUID, Long> read(String text) {
        var heads = new HashMap<UUID, Long>();
        for (String head : text.split(",")) {
            int middle = head.indexOf('=');
            heads.put(UUID.fromString(head.substring(0, middle)), Long.valueOf(head.substring(middle + 1)));
        }
        return heads;
    }
}
