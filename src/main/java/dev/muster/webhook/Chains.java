package dev.muster.webhook;

import dev.muster.webhook.Endpoint.Ordering;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which of the events taken from the log may go now: of those that must stay in order, the first. */
final class Chains {

    private static final String WHOLE_LANE = "";

    private final Ordering ordering;
    private final Map<String, Deque<Delivery>> chains = new HashMap<>();
    private final Deque<Delivery> ready = new ArrayDeque<>();

    Chains(Ordering ordering) {
        this.ordering = ordering;
    }

    void add(Delivery delivery) {
        if (ordering == Ordering.FREE) {
            ready.add(delivery);
            return;
        }
        Deque<Delivery> chain = chains.computeIfAbsent(key(delivery), none -> new ArrayDeque<>());
        chain.add(delivery);
        if (chain.size() == 1) {
            ready.add(delivery);
        }
    }

    /** It is dealt with: whoever stood behind it may go. */
    void advance(Delivery delivery) {
        Deque<Delivery> chain = chains.get(key(delivery));
        if (chain == null) {
            return;
        }
        chain.poll();
        if (chain.isEmpty()) {
            chains.remove(key(delivery));
        } else {
            ready.add(chain.peek());
        }
    }

    /** It waits in a row from now on: gives those that have to wait there behind it. */
    List<Delivery> leave(Delivery delivery) {
        if (ordering != Ordering.ENTITY) {
            advance(delivery);
            return List.of();
        }
        Deque<Delivery> chain = chains.remove(key(delivery));
        chain.poll();
        return new ArrayList<>(chain);
    }

    /** It may go again, before all others. */
    void putBack(Delivery delivery) {
        ready.addFirst(delivery);
    }

    Collection<Delivery> ready() {
        return ready;
    }

    Delivery next() {
        return ready.poll();
    }

    private String key(Delivery delivery) {
        return ordering == Ordering.FIFO ? WHOLE_LANE : delivery.event().entityKey();
    }
}
