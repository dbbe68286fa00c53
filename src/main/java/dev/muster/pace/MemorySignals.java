package dev.muster.pace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/** Inside this process only. */
final class MemorySignals implements Signals {

    private static final Logger LOG = Logger.getLogger(MemorySignals.class);

    private final Map<String, List<Consumer<String>>> listeners = new ConcurrentHashMap<>();

    @Override
    public void send(String topic, String text) {
        listeners.getOrDefault(topic, List.of()).forEach(listener -> tell(listener, topic, text));
    }

    @Override
    public void listen(String topic, Consumer<String> listener) {
        listeners.computeIfAbsent(topic, none -> new CopyOnWriteArrayList<>()).add(listener);
    }

    /** One listener's trouble is not the others', nor the sender's. */
    private static void tell(Consumer<String> listener, String topic, String text) {
        try {
            listener.accept(text);
        } catch (RuntimeException e) {
            LOG.warnf(e, "A listener of %s failed", topic);
        }
    }
}
