package dev.muster.api;

import dev.muster.pace.Pacer;
import dev.muster.pace.Permit;
import dev.muster.pace.Rate;
import dev.muster.tenant.ApiKey;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How many requests one API key may send: a minute's share may come at once. */
@ApplicationScoped
class ApiPace {

    private final Pacer pacer;
    private final Rate rate;

    ApiPace(Pacer pacer, @ConfigProperty(name = "muster.api-requests-per-minute") int requestsPerMinute) {
        this.pacer = pacer;
        this.rate = new Rate(requestsPerMinute / 60.0, requestsPerMinute);
    }

    /** A 429 when the key is too fast. {@code Retry-After} is whole seconds: the only form every SDK reads. */
    Optional<Response> refusal(ApiKey key) {
        Permit permit = pacer.tryAcquire("api:" + key.id(), rate, Instant.now());
        return permit.allowed() ? Optional.empty() : Optional.of(refused(permit));
    }

    private static Response refused(Permit permit) {
        var error = ApiError.of(429, "rate_limit_exceeded", "Too many requests with this API key. Please slow down.");
        return Response.fromResponse(ApiErrors.answer(error))
                .header(HttpHeaders.RETRY_AFTER, permit.retryAfterSeconds())
                .build();
    }
}
