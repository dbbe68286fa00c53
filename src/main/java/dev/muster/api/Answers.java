package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;

/** Successes that are more than a 200 with an object. */
final class Answers {

    private Answers() {}

    static Response created(ObjectNode object) {
        return Response.status(Response.Status.CREATED)
                .type(Json.MEDIA_TYPE)
                .entity(object)
                .build();
    }

    /** A deletion. WorkOS says {@code Accepted} here, at which PHP's SDK throws; empty suits everybody. */
    static Response accepted() {
        return Response.accepted().header(HttpHeaders.CONTENT_LENGTH, 0).build();
    }

    static Response noContent() {
        return Response.noContent().build();
    }
}
