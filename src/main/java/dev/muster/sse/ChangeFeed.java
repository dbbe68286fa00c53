package dev.muster.page;

import io.quarkus.virtual.threads.VirtualThreads;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/**
 * Tells an open page that what it shows has changed; the page then fetches itself again. So there is one way to render, and a
 * page without JavaScript differs only in that somebody has to press reload.
 */
@ApplicationScoped
public class ChangeFeed {

    private static final Duration LOOK = Duration.ofSeconds(1);
    /** Proxies cut connections on which nothing moves. */
    private static final int LOOKS_PER_SIGN_OF_LIFE = 20;
    /** Then the browser connects anew, and the session is checked again. */
    private static final int LOOKS_PER_CONNECTION = 300;

    private final ExecutorService threads;

    ChangeFeed(@VirtualThreads ExecutorService threads) {
        this.threads = threads;
    }

    /** The address a page listens at; carries what it has seen, so nothing is missed between rendering and listening. */
    public String address(String path, Supplier<?> look) {
        return path + "?seen=" + fingerprint(look.get());
    }

    /** @param look cheap: runs every second for each open page, on another thread and outside of the request */
    public Multi<OutboundSseEvent> changes(String seen, Supplier<?> look, Sse sse) {
        var watch = new Watch(seen);
        return Multi.createFrom()
                .ticks()
                .every(LOOK)
                .onOverflow()
                .drop()
                .select()
                .first(LOOKS_PER_CONNECTION)
                .emitOn(threads)
                .map(tick -> watch.next(tick, fingerprint(look.get()), sse))
                .filter(Optional::isPresent)
                .map(Optional::get);
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
