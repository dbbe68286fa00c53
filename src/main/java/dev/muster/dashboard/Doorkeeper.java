package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.tenant.Actor;
import dev.muster.tenant.CurrentActor;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Environment;
import dev.muster.tenant.Environments;
import dev.muster.tenant.Operator;
import dev.muster.tenant.OperatorSessions;
import dev.muster.webhook.EndpointAlarms;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the session of every {@link SignedIn} page, what its operator may do, and enters the environment of the address.
 * An environment of another team is as unknown as one that never was.
 */
@Provider
@SignedIn
class Doorkeeper implements ContainerRequestFilter, ContainerResponseFilter {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final OperatorSessions sessions;
    private final Environments environments;
    private final CurrentEnvironment current;
    private final CurrentActor actor;
    private final EndpointAlarms alarms;
    private final Visitor visitor;
    private final Cookies cookies;
    private final HttpServerRequest connection;

    Doorkeeper(
            OperatorSessions sessions,
            Environments environments,
            CurrentEnvironment current,
            CurrentActor actor,
            EndpointAlarms alarms,
            Visitor visitor,
            Cookies cookies,
            HttpServerRequest connection) {
        this.sessions = sessions;
        this.environments = environments;
        this.current = current;
        this.actor = actor;
        this.alarms = alarms;
        this.visitor = visitor;
        this.cookies = cookies;
        this.connection = connection;
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var session = cookies.sessionOf(request.getCookies()).flatMap(sessions::find);
        if (session.isEmpty()) {
            request.abortWith(Redirect.toSignIn(wanted(request)));
            return;
        }
        List<Environment> all = environments.ofTeam(session.get().operator().teamId());
        visitor.arrive(session.get(), all, request.getUriInfo().getRequestUri().getPath());
        actor.act(actor(session.get().operator()));
        cookies.noticeOf(request.getCookies()).ifPresent(visitor::tell);
        if (!session.get().operator().mayChange() && changesMoreThanOneself(request)) {
            throw new Refusal(Refusal.Reason.ONLY_LOOKING);
        }
        environmentOf(request, all).ifPresent(this::enter);
        if (visitor.environment() != null && READING.contains(request.getMethod())) {
            visitor.warn(alarms.list());
        }
    }

    /** What was to be said has been said. */
    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (visitor.notice().isPresent() && HttpMethod.GET.equals(request.getMethod())) {
            response.getHeaders().add(HttpHeaders.SET_COOKIE, cookies.noNotice());
        }
    }

    /** The own password and the end of the own session are everybody's. */
    private static boolean changesMoreThanOneself(ContainerRequestContext request) {
        String path = request.getUriInfo().getRequestUri().getPath();
        return !READING.contains(request.getMethod())
                && !path.startsWith("/dashboard/account/")
                && !path.equals("/dashboard/sign-out");
    }

    private Actor actor(Operator operator) {
        String address = connection.remoteAddress().hostAddress();
        return new Actor(Actor.Kind.OPERATOR, operator.id(), operator.email(), address);
    }

    private void enter(Environment environment) {
        visitor.enter(environment);
        current.enter(environment.id());
    }

    private static Optional<Environment> environmentOf(ContainerRequestContext request, List<Environment> all) {
        String named = request.getUriInfo().getPathParameters().getFirst("environment");
        if (named == null) {
            return Optional.empty();
        }
        return Optional.of(IdType.ENVIRONMENT
                .parse(named)
                .flatMap(id -> all.stream().filter(mine -> mine.id().equals(id)).findFirst())
                .orElseThrow(() -> new Refusal(Refusal.Reason.UNKNOWN)));
    }

    /** After a form there is nothing to come back to but the start page. */
    private static String wanted(ContainerRequestContext request) {
        URI uri = request.getUriInfo().getRequestUri();
        if (!READING.contains(request.getMethod())) {
            return Addresses.HOME;
        }
        return uri.getRawQuery() == null ? uri.getRawPath() : uri.getRawPath() + "?" + uri.getRawQuery();
    }
}
