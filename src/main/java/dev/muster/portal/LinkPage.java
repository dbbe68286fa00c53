package dev.muster.portal;

import dev.muster.organization.PortalSessions;
import dev.muster.page.SeeOther;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.RestForm;

/** The way in. */
@Path("/portal")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
class LinkPage {

    private final PortalSessions sessions;
    private final SessionCookie cookie;

    LinkPage(PortalSessions sessions, SessionCookie cookie) {
        this.sessions = sessions;
        this.cookie = cookie;
    }

    @CheckedTemplate(basePath = "portal/LinkPage")
    static class Templates {
        static native TemplateInstance show(String token);
    }

    /**
     * Only shows a button: programs that check links in mails follow them, but do not press buttons. Does not even look at
     * the token, so nothing that goes wrong here could bring it into a log.
     */
    @GET
    @Path("{token: pl_[^/]*}")
    public TemplateInstance show(String token) {
        return Templates.show(token);
    }

    @POST
    @Path("open")
    public Response open(@RestForm String token, HttpServerRequest request) {
        return sessions.open(token, request.remoteAddress().hostAddress())
                .map(session -> SeeOther.at(Addresses.HOME, cookie.with(session)))
                .orElseGet(() -> Refusals.show(Refusal.DEAD_LINK));
    }
}
