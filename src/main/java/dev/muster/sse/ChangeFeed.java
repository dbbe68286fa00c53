package dev.muster.sse;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
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

    /** The address a page listens at; carries what it has seen, so nothing is missed between rendering and listening. */
    public String address(String path, Supplier<?> look) {
        return path + "?seen=" + fingerprint(look.get());
    }

    /**
     * Returns when the page is left, or it is time to connect anew; until then holds its virtual thread.
     *
     * @param look cheap: runs every second for each open page
     */
    public void follow(String seen, Supplier<?> look, Listener page) throws InterruptedException {
        try (page) {
            String known = seen;
            for (int looks = 0; looks < LOOKS_PER_CONNECTION && page.isThere(); looks++) {
                String now = fingerprint(look.get());
                if (!now.equals(known)) {
                    page.tell("changed", now);
                } else if (looks % LOOKS_PER_SIGN_OF_LIFE == 0) {
                    page.comment("still here");
                }
                known = now;
                Thread.sleep(LOOK);
            }
        }
    }

    private static String fingerprint(Object state) {
        return Integer.toHexString(state.toString().hashCode());
    }
}
