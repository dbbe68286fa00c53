package dev.muster.api;

import dev.muster.event.Cuts;
import dev.muster.tenant.IdempotentAnswers;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Errors leave as JSON objects, also those the framework finds before a resource is called. */
class ApiErrors {

    @ServerExceptionMapper
    Response map(ApiException exception) {
        return answer(exception.error());
    }

    @ServerExceptionMapper
    Response map(Cuts.TooFarBehind exception) {
        return Response.fromResponse(answer(ApiError.of(
                        503, "events_behind", "Events are behind the changes they tell of. Please try again soon.")))
                .header(HttpHeaders.RETRY_AFTER, 5)
                .build();
    }

    @ServerExceptionMapper
    Response map(IdempotentAnswers.ClaimLost exception) {
        return ApiIdempotency.stillRunning();
    }

    @ServerResponseFilter
    void giveBody(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() >= 400 && !isJson(response.getMediaType()) && ApiPaths.owns(path(request))) {
            var error =
                    ApiError.of(response.getStatus(), response.getStatusInfo().getReasonPhrase());
            response.setEntity(error.body(), null, Json.MEDIA_TYPE);
        }
    }

    static Response answer(ApiError error) {
        return Response.status(error.status())
                .type(Json.MEDIA_TYPE)
                .entity(error.body())
                .build();
    }

    private static String path(ContainerRequestContext request) {
        return request.getUriInfo().getRequestUri().getRawPath();
    }

    private static boolean isJson(MediaType type) {
        return type != null && type.isCompatible(MediaType.APPLICATION_JSON_TYPE);
    }
}
