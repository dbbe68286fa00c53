package dev.muster.dashboard;

import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.arc.Arc;
import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Tells an open page that what it shows has changed; the page then fetches itself again. So there is one way to render, and a
 * page without JavaScript differs only in that somebody has to press reload.
 */
@ApplicationScoped
class LiveFeed {

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Proxies cut connections on which nothing moves. */
    private static final int LOOKS_PER_SIGN_OF_LIFE = 20;
    /** Then the browser connects anew, and the session is checked again. */
    private static final int LOOKS_PER_CONNECTION = 300;

    private final CurrentEnvironment environment;
    private final ExecutorService threads;

    LiveFeed(CurrentEnvironment environment, @VirtualThreads ExecutorService threads) {
        this.environment = environment;
        this.threads = threads;
    }

    /** The address a page listens at; carries what it has seen, so nothing is missed between rendering and listening. */
    String address(String path, Supplier<?> look) {
        return path + "?seen=" + fingerprint(look.get());
    }

    /** @param look cheap: runs every second for each open page */
    Multi<OutboundSseEvent> changes(String seen, Supplier<?> look, Sse sse) {
        UUID id = environment.id();
        var watch = new Watch(seen);
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .select()
                .first(LOOKS_PER_CONNECTION)
                .emitOn(threads)
                .map(tick -> watch.next(tick, fingerprint(within(id, look)), sse))
                .filter(Optional::isPresent)
                .map(Optional::get);
    }

    private Object within(UUID id, Supplier<?> look) {
        var context = Arc.container().requestContext();
        if (context.isActive()) {
            environment.enter(id);
            return look.get();
        }
        context.activate();
        try {
            environment.enter(id);
            return look.get();
        } finally {
            context.terminate();
        }
    }

    private static String fingerprint(Object state) {
        return Integer.toHexString(state.toString().hashCode());
    }

    private static final class Watch {
        private String seen;

        Watch(String seen) {
            this.seen = seen;
        }

        Optional<OutboundSseEvent> next(long tick, String now, Sse sse) {
            if (!now.equals(seen)) {
                seen = now;
                return Optional.of(
                        sse.newEventBuilder().name("changed").data(now).build());
            }
            return tick % LOOKS_PER_SIGN_OF_LIFE == 0
                    ? Optional.of(sse.newEventBuilder().comment("still here").build())
                    : Optional.empty();
        }
    }
}
