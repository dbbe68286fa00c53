package dev.muster.dashboard;

import dev.muster.page.Text;
import dev.muster.tenant.Environment;
import dev.muster.tenant.Environments;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** All environments of the team. */
@Path("/dashboard/environments")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class EnvironmentsPage {

    private final Environments environments;
    private final Visitor visitor;
    private final Cookies cookies;

    EnvironmentsPage(Environments environments, Visitor visitor, Cookies cookies) {
        this.environments = environments;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/EnvironmentsPage")
    static class Templates {
        static native TemplateInstance list(List<Environment> environments, String name, Optional<String> problem);
    }

    @GET
    public TemplateInstance list() {
        return Templates.list(visitor.environments(), "", Optional.empty());
    }

    @POST
    public Response create(@RestForm String name, @RestForm String kind) {
        var text = Text.of(name, 100);
        if (text.isEmpty()) {
            return Text.refuse(Templates.list(
                    visitor.environments(),
                    Text.given(name),
                    Optional.of("An environment needs a name of up to 100 characters.")));
        }
        Environment environment =
                environments.create(visitor.operator().teamId(), text.get(), Environment.Kind.named(kind));
        return Redirect.to(Addresses.of(environment), cookies.notice(Notice.ENVIRONMENT_CREATED));
    }
}
