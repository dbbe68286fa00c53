package dev.muster.api;

import dev.muster.tenant.Actor;
import dev.muster.tenant.ApiKey;
import dev.muster.tenant.ApiKeys;
import dev.muster.tenant.CurrentActor;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.LastUses;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Lets holders of an API key in, and only into their environment. Every resource of this package lies behind it. */
class ApiAuthentication {

    private static final String SCHEME = "bearer ";

    private final ApiKeys apiKeys;
    private final LastUses lastUses;
    private final CurrentEnvironment environment;
    private final CurrentActor actor;
    private final HttpServerRequest request;
    private final ApiPace pace;

    ApiAuthentication(
            ApiKeys apiKeys,
            LastUses lastUses,
            CurrentEnvironment environment,
            CurrentActor actor,
            HttpServerRequest request,
            ApiPace pace) {
        this.apiKeys = apiKeys;
        this.lastUses = lastUses;
        this.environment = environment;
        this.actor = actor;
        this.request = request;
        this.pace = pace;
    }

    @ServerRequestFilter(priority = Priorities.AUTHENTICATION)
    Optional<Response> authenticate(SimpleResourceInfo resource, HttpHeaders headers) {
        if (!resource.getResourceClass().getPackage().equals(ApiAuthentication.class.getPackage())) {
            return Optional.empty();
        }
        Optional<ApiKey> key = presented(headers).flatMap(apiKeys::authenticate);
        key.ifPresent(this::enter);
        return key.map(pace::refusal).orElse(Optional.of(ApiErrors.answer(ApiError.UNAUTHORIZED)));
    }

    private void enter(ApiKey key) {
        environment.enter(key.environmentId());
        actor.act(new Actor(
                Actor.Kind.API_KEY,
                key.id(),
                key.name(),
                request.remoteAddress().hostAddress()));
        lastUses.apiKey(key.environmentId(), key.id());
    }

    /** Two headers are as good as none: we would not know which one the sender meant. */
    static Optional<String> presented(HttpHeaders headers) {
        List<String> values = headers.getRequestHeader(HttpHeaders.AUTHORIZATION);
        return values == null || values.size() != 1
                ? Optional.empty()
                : Optional.of(values.getFirst())
                        .filter(value -> value.regionMatches(true, 0, SCHEME, 0, SCHEME.length()))
                        .map(value -> value.substring(SCHEME.length()).strip());
    }
}
