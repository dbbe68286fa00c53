package dev.muster.pace;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.redis.client.Command;
import io.vertx.mutiny.redis.client.Redis;
import io.vertx.mutiny.redis.client.RedisConnection;
import io.vertx.mutiny.redis.client.Request;
import io.vertx.mutiny.redis.client.Response;
import java.time.Duration;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * To all processes on one Redis, by its publish and subscribe. A subscription can die in silence, so each process hears its
 * own heartbeat over it and subscribes anew when it no longer does.
 *
 * <p>On the client below Quarkus's pub/sub commands: those listen only after they have asked, and may miss the answer.
 */
final class RedisSignals implements Signals {

    /** How often {@link #tend} should be called. */
    static final Duration HEARTBEAT = Duration.ofSeconds(5);

    private static final Logger LOG = Logger.getLogger(RedisSignals.class);

    private static final String CHANNEL = "signals";
    private static final String HEART = "";
    private static final long LONGEST_SILENCE = HEARTBEAT.multipliedBy(4).toNanos();

    /** Beyond that Redis is not keeping up, and piling up would not help it. */
    private static final int MOST_WAITING = 64;

    /** Asked for, and confirmed at some time; a Redis that is frozen may keep us waiting for that. */
    private static final class Subscription {
        private volatile RedisConnection connection;
        private volatile boolean confirmed;
    }

    private final Redis redis;
    private final String self = UUID.randomUUID().toString();
    private final MemorySignals here = new MemorySignals();
    private final Queue<String> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean publishing = new AtomicBoolean();
    private final AtomicReference<Subscription> current = new AtomicReference<>();
    private volatile long lastHeard = System.nanoTime();
    private volatile boolean away;

    RedisSignals(Redis redis) {
        this.redis = redis;
    }

    @Override
    public void send(String topic, String text) {
        here.send(topic, text);
        publish(topic, text);
    }

    @Override
    public void listen(String topic, Consumer<String> listener) {
        here.listen(topic, listener);
    }

    /** Keeps the subscription alive. */
    void tend() {
        if (isListening() && System.nanoTime() - lastHeard > LONGEST_SILENCE) {
            end(current.get());
        }
        var fresh = new Subscription();
        if (current.compareAndSet(null, fresh)) {
            subscribe(fresh);
        }
        publish(HEART, "");
    }

    boolean isListening() {
        Subscription subscription = current.get();
        return subscription != null && subscription.confirmed;
    }

    private void subscribe(Subscription fresh) {
        redis.connect().subscribe().with(connection -> listen(fresh, connection), failure -> gone(fresh, failure));
    }

    private void listen(Subscription fresh, RedisConnection connection) {
        fresh.connection = connection;
        connection.handler(message -> hear(fresh, message));
        connection.endHandler(() -> current.compareAndSet(fresh, null));
        connection.exceptionHandler(failure -> gone(fresh, failure));
        connection
                .send(Request.cmd(Command.SUBSCRIBE).arg(CHANNEL))
                .subscribe()
                .with(asked -> {}, failure -> gone(fresh, failure));
    }

    private void gone(Subscription subscription, Throwable failure) {
        current.compareAndSet(subscription, null);
        lost(failure);
    }

    private void end(Subscription subscription) {
        if (subscription != null && current.compareAndSet(subscription, null)) {
            subscription.connection.closeAndForget();
        }
    }

    /** One at a time, which keeps their order. */
    private void publish(String topic, String text) {
        if (waiting.size() < MOST_WAITING) {
            waiting.add(self + '\n' + topic + '\n' + text);
        }
        publishNext();
    }

    private void publishNext() {
        if (waiting.isEmpty() || !publishing.compareAndSet(false, true)) {
            return;
        }
        String message = waiting.poll();
        Uni<Response> sent = message == null
                ? Uni.createFrom().nullItem()
                : redis.send(Request.cmd(Command.PUBLISH).arg(CHANNEL).arg(message));
        sent.onTermination().invoke(this::published).subscribe().with(done -> back(), this::lost);
    }

    private void published() {
        publishing.set(false);
        publishNext();
    }

    /** Confirmations and messages, each of three parts: its kind, the channel, and a count or the text. */
    private void hear(Subscription subscription, Response message) {
        lastHeard = System.nanoTime();
        switch (message.get(0).toString()) {
            case "subscribe" -> subscription.confirmed = true;
            case "message" -> hear(message.get(2).toString());
            default -> {}
        }
    }

    private void hear(String message) {
        String[] parts = message.split("\n", 3);
        if (parts.length == 3 && !parts[0].equals(self) && !parts[1].equals(HEART)) {
            here.send(parts[1], parts[2]);
        }
    }

    private void lost(Throwable failure) {
        if (!away) {
            LOG.warnf("Redis does not carry wake-ups (%s); other replicas look by themselves meanwhile.", failure);
        }
        away = true;
    }

    private void back() {
        if (away) {
            LOG.info("Redis carries wake-ups again.");
        }
        away = false;
    }
}
