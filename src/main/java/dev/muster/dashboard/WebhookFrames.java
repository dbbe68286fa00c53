package dev.muster.dashboard;

import dev.muster.page.Paging;
import dev.muster.sse.ChangeFeed;
import dev.muster.webhook.DeliveryLog;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.Endpoints;
import dev.muster.webhook.LaneView;
import dev.muster.webhook.LaneViews;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the frame of an endpoint's pages, and knows when something in it has changed. */
@ApplicationScoped
class WebhookFrames {

    private final Lookup lookup;
    private final Endpoints endpoints;
    private final LaneViews lanes;
    private final DeliveryLog log;
    private final ChangeFeed live;

    WebhookFrames(Lookup lookup, Endpoints endpoints, LaneViews lanes, DeliveryLog log, ChangeFeed live) {
        this.lookup = lookup;
        this.endpoints = endpoints;
        this.lanes = lanes;
        this.log = log;
        this.live = live;
    }

    /** A frame that follows what happens. */
    WebhookFrame live(String id, String tab) {
        Endpoint endpoint = lookup.endpoint(id);
        String feed = live.address(Addresses.of(endpoint) + "/live", state(endpoint.id()));
        return new WebhookFrame(endpoint, lane(endpoint), tab, feed);
    }

    /** A frame that stays as it is: somebody types on the page, or looks at something older. */
    WebhookFrame still(String id, String tab) {
        Endpoint endpoint = lookup.endpoint(id);
        return new WebhookFrame(endpoint, lane(endpoint), tab, null);
    }

    /** Everything an endpoint's pages show comes with its settings, its lane, or an attempt. */
    Supplier<?> state(UUID endpoint) {
        return () -> List.of(
                endpoints.get(endpoint),
                lanes.of(endpoint),
                log.page(endpoint, DeliveryLog.Filter.ALL, null, Paging.ROWS));
    }

    private LaneView lane(Endpoint endpoint) {
        return lanes.of(endpoint.id()).orElseThrow(Refusal::unknown);
    }
}
