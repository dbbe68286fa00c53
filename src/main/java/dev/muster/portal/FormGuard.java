package dev.muster.portal;

import dev.muster.page.ForeignForms;
import dev.muster.page.PagePaths;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Refuses forms from foreign places, and says so in words where Quarkus misses its token. */
class FormGuard {

    private final ForeignForms foreign;

    FormGuard(ForeignForms foreign) {
        this.foreign = foreign;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuseForeignForms(ContainerRequestContext request) {
        return isPage(request) && foreign.include(request)
                ? Optional.of(Refusals.show(Refusal.STALE_FORM))
                : Optional.empty();
    }

    @ServerResponseFilter
    void explain(ContainerRequestContext request, ContainerResponseContext response) {
        if (isPage(request) && response.getStatus() == 400 && !response.hasEntity()) {
            Response page = Refusals.show(Refusal.STALE_FORM);
            response.setStatus(page.getStatus());
            response.setEntity(page.getEntity(), null, MediaType.TEXT_HTML_TYPE);
        }
    }

    private static boolean isPage(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return PagePaths.isBelow("/portal", path) && PagePaths.owns(path);
    }
}
