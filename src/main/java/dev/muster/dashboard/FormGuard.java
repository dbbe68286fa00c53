package dev.muster.dashboard;

import dev.muster.page.ForeignForms;
import dev.muster.page.PagePaths;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Beside the token in each form: a browser says where a form came from, and foreign places are refused. */
class FormGuard {

    private final ForeignForms foreign;

    FormGuard(ForeignForms foreign) {
        this.foreign = foreign;
    }

    @ServerRequestFilter(preMatching = true)
    Optional<Response> refuseForeignForms(ContainerRequestContext request) {
        return isPage(request) && foreign.include(request)
                ? Optional.of(Refusals.show(Refusal.Reason.STALE_FORM))
                : Optional.empty();
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

    private static boolean isPage(ContainerRequestContext request) {
        return PagePaths.isBelow("/dashboard", request.getUriInfo().getPath());
    }
}
