package dev.muster.dashboard;

import dev.muster.page.ChangeFeed;
import dev.muster.tenant.EnvironmentContext;
import io.smallrye.mutiny.Multi;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.function.Supplier;

/** Tells an open page that something it shows has changed in the visitor's environment. */
@ApplicationScoped
class LiveFeed {

    private final ChangeFeed feed;
    private final EnvironmentContext context;

    LiveFeed(ChangeFeed feed, EnvironmentContext context) {
        this.feed = feed;
        this.context = context;
    }

    /** The address a page listens at; carries what it has seen, so nothing is missed between rendering and listening. */
    String address(String path, Supplier<?> look) {
        return feed.address(path, look);
    }

    /** @param look cheap: runs every second for each open page */
    Multi<OutboundSseEvent> changes(String seen, Supplier<?> look, Sse sse) {
        return feed.changes(seen, context.carry(look), sse);
    }
}
