package dev.muster.webhook;

import java.util.List;

/** What became of a wish to make or change an endpoint. */
public sealed interface EndpointOutcome {

    record Saved(Endpoint endpoint) implements EndpointOutcome {}

    /** Another endpoint of the environment has this URL. */
    record Duplicate(String url) implements EndpointOutcome {}

    /** @param reason a sentence for the person who typed it */
    record InvalidUrl(String reason) implements EndpointOutcome {}

    record UnknownTypes(List<String> names) implements EndpointOutcome {}

    record NotFound() implements EndpointOutcome {}
}
