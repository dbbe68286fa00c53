package dev.muster.dashboard;

import dev.muster.webhook.Endpoint;
import dev.muster.webhook.LaneView;

/**
 * What stands above every page of a webhook endpoint, and how it is doing in a word.
 *
 * @param tab  the one that is open: {@code overview}, {@code deliveries}, {@code settings}
 * @param live where the page listens for changes; null: it does not
 */
record WebhookFrame(Endpoint endpoint, LaneView lane, String tab, String live) {

    public boolean enabled() {
        return endpoint.status() == Endpoint.Status.ENABLED;
    }

    public boolean disabledByMuster() {
        return !enabled() && endpoint.disabledReason().isPresent();
    }

    /** Whether the breaker is open: deliveries wait for a probe. */
    public boolean frozen() {
        return enabled() && lane.frozenSince().isPresent();
    }

    public String stateWord() {
        if (disabledByMuster()) {
            return "Disabled by Muster";
        }
        if (!enabled()) {
            return "Disabled";
        }
        if (frozen()) {
            return "Not reachable";
        }
        return lane.retrying() > 0 ? "Retrying" : "Enabled";
    }

    /** Colour of the state's badge. */
    public String tone() {
        return switch (stateWord()) {
            case "Disabled by Muster", "Not reachable" -> "bad";
            case "Retrying" -> "warn";
            case "Enabled" -> "good";
            default -> "";
        };
    }
}
