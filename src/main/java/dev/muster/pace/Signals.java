package dev.muster.pace;

import java.util.function.Consumer;

/**
 * Short messages to all replicas, so that they need not look for what has happened elsewhere. A hint and no more: one that
 * is sent while the store is away reaches this process only. Thread-safe; never blocks for the store and never fails
 * because of it.
 */
public interface Signals {

    /** Tells every listener of the topic: those in this process before it returns, once; those elsewhere soon. */
    void send(String topic, String text);

    /** Called from any thread, in the order of sending of each process; must not block. */
    void listen(String topic, Consumer<String> listener);
}
