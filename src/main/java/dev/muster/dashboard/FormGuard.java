package dev.muster.dashboard;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Beside the token in each form: a browser says where a form came from, and foreign places are refused. */
class FormGuard {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String publicHost;

    FormGuard(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.publicHost = URI.create(publicUrl).getRawAuthority();
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuseForeignForms(ContainerRequestContext request) {
        boolean foreign = isPage(request) && !READING.contains(request.getMethod()) && isForeign(request);
        return foreign ? Optional.of(Refusals.show(Refusal.Reason.STALE_FORM)) : Optional.empty();
    }

    /** Quarkus answers a form without its token with a bare 400; people deserve a sentence. */
    @ServerResponseFilter
    void explain(ContainerRequestContext request, ContainerResponseContext response) {
        if (isPage(request) && response.getStatus() == 400 && !response.hasEntity()) {
            Response page = Refusals.show(Refusal.Reason.STALE_FORM);
            response.setStatus(page.getStatus());
            response.setEntity(page.getEntity(), null, MediaType.TEXT_HTML_TYPE);
        }
    }

    /** Clients that say neither are no browsers, so nobody's cookies are being abused. */
    private boolean isForeign(ContainerRequestContext request) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site);
        }
        String origin = request.getHeaderString("Origin");
        return origin != null && !isOurs(origin.substring(origin.indexOf("//") + 2), request.getHeaderString("Host"));
    }

    private boolean isOurs(String origin, String host) {
        return origin.equalsIgnoreCase(publicHost) || origin.equalsIgnoreCase(host);
    }

    private static boolean isPage(ContainerRequestContext request) {
        return request.getUriInfo().getPath().startsWith("/dashboard");
    }
}
