package dev.muster.portal;

import dev.muster.organization.PortalSessions;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;

/** Checks the session of every {@link Admitted} page and enters its environment. */
class Gatekeeper {

    private final PortalSessions sessions;
    private final SessionCookie cookie;
    private final Administrator administrator;
    private final HttpServerRequest connection;

    Gatekeeper(
            PortalSessions sessions, SessionCookie cookie, Administrator administrator, HttpServerRequest connection) {
        this.sessions = sessions;
        this.cookie = cookie;
        this.administrator = administrator;
        this.connection = connection;
    }

    @ServerRequestFilter
    @Admitted
    Optional<Response> admit(SimpleResourceInfo resource, ContainerRequestContext request) {
        String address = connection.remoteAddress().hostAddress();
        var entered = cookie.of(request.getCookies()).flatMap(token -> sessions.enter(token, address));
        if (entered.isEmpty()) {
            return Optional.of(Refusals.show(Refusal.NO_SESSION));
        }
        if (!intends(entered.get(), resource)) {
            return Optional.of(Refusals.show(Refusal.UNKNOWN));
        }
        administrator.enter(entered.get());
        return Optional.empty();
    }

    private static boolean intends(PortalSessions.Entered entered, SimpleResourceInfo resource) {
        Admitted admitted = resource.getResourceClass().getAnnotation(Admitted.class);
        return admitted == null
                || Arrays.asList(admitted.value())
                        .contains(entered.session().grant().intent());
    }
}
