package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.page.Text;
import dev.muster.tenant.ApiKey;
import dev.muster.tenant.ApiKeys;
import dev.muster.vault.Secret;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** The keys with which the developer's application reads this environment. */
@Path("/dashboard/environments/{environment}/keys")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class KeysPage {

    private static final int LONGEST_NAME = 100;

    private final ApiKeys keys;
    private final ShownOnce shownOnce;
    private final Visitor visitor;
    private final Cookies cookies;

    KeysPage(ApiKeys keys, ShownOnce shownOnce, Visitor visitor, Cookies cookies) {
        this.keys = keys;
        this.shownOnce = shownOnce;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/KeysPage")
    static class Templates {
        static native TemplateInstance list(
                String here, List<ApiKey> keys, Optional<String> fresh, Optional<String> problem);
    }

    @GET
    public TemplateInstance list(@Context HttpHeaders headers) {
        Optional<String> fresh = shownOnce
                .of(owner(), headers.getCookies())
                .map(Secret::reveal)
                // It may have been revoked since.
                .filter(key -> keys.authenticate(key).isPresent());
        return Templates.list(here(), keys.list(), fresh, Optional.empty());
    }

    @POST
    public Response create(@RestForm String name) {
        return Text.of(name, LONGEST_NAME)
                .map(keys::issue)
                .map(issued -> Redirect.to(here(), shownOnce.keep(owner(), issued.secret())))
                .orElseGet(() -> Text.refuse(Templates.list(
                        here(),
                        keys.list(),
                        Optional.empty(),
                        Optional.of("A key needs a name of up to 100 characters, by which you will know it again."))));
    }

    @POST
    @Path("stored")
    public Response stored() {
        return Redirect.to(here(), shownOnce.forget(), cookies.notice(Notice.KEY_STORED));
    }

    @GET
    @Path("{key}/revoke")
    public TemplateInstance askRevoke(String key) {
        ApiKey living = living(key);
        return new Question(
                        "Revoke " + living.name() + "?",
                        "Whatever still uses the key ending in " + living.suffix() + " is turned away at once.",
                        "Revoke key",
                        here() + "/" + key + "/revoke",
                        here())
                .ask();
    }

    @POST
    @Path("{key}/revoke")
    public Response revoke(String key) {
        keys.revoke(living(key).id());
        return Redirect.to(here(), cookies.notice(Notice.KEY_REVOKED));
    }

    private ApiKey living(String printed) {
        return IdType.API_KEY
                .parse(printed)
                .flatMap(id ->
                        keys.list().stream().filter(key -> key.id().equals(id)).findFirst())
                .orElseThrow(Refusal::unknown);
    }

    private UUID owner() {
        return visitor.environment().id();
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/keys";
    }
}
