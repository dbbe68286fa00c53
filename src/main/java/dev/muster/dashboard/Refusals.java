package dev.muster.dashboard;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Shows why a page is refused, with a way on. */
class Refusals {

    @CheckedTemplate(basePath = "dashboard/Refusals")
    static class Templates {
        static native TemplateInstance show(String title, String text);
    }

    @ServerExceptionMapper
    Response show(Refusal refusal) {
        return show(refusal.reason());
    }

    static Response show(Refusal.Reason reason) {
        return Response.status(reason.status)
                .type(MediaType.TEXT_HTML_TYPE)
                // Rendered here: some filters answer too late for Quarkus to do it.
                .entity(Templates.show(reason.title, reason.text).render())
                .build();
    }
}
