package dev.muster.portal;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Shows why a page is refused. */
class Refusals {

    @CheckedTemplate(basePath = "portal/Refusals")
    static class Templates {
        static native TemplateInstance show(String title, String text, boolean inside);
    }

    @ServerExceptionMapper
    Response show(Refusal.Refused refused) {
        return show(refused.refusal());
    }

    static Response show(Refusal refusal) {
        return Response.status(refusal.status)
                .type(MediaType.TEXT_HTML_TYPE)
                // Rendered here: some filters answer too late for Quarkus to do it.
                .entity(Templates.show(refusal.title, refusal.text, refusal.inside())
                        .render())
                .build();
    }
}
