package dev.muster.dashboard;

import dev.muster.directory.ScimAddresses;
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
import java.util.Optional;

/** What the customer's administrator has to do: endpoint, token while it is fresh, the provider's own steps. */
@Path("/dashboard/environments/{environment}/directories/{directory}/setup")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class DirectorySetupPage {

    private final DirectoryFrames frames;
    private final Lookup lookup;
    private final ScimAddresses endpoints;
    private final ShownOnce shownOnce;
    private final Cookies cookies;

    DirectorySetupPage(
            DirectoryFrames frames, Lookup lookup, ScimAddresses endpoints, ShownOnce shownOnce, Cookies cookies) {
        this.frames = frames;
        this.lookup = lookup;
        this.endpoints = endpoints;
        this.shownOnce = shownOnce;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/DirectorySetupPage")
    static class Templates {
        static native TemplateInstance show(DirectoryFrame frame, String endpoint, Optional<String> token);
    }

    @GET
    public TemplateInstance show(String directory, @Context HttpHeaders headers) {
        var frame = frames.live(directory, "setup");
        var token = shownOnce.of(frame.directory().id(), headers.getCookies()).map(Secret::reveal);
        return Templates.show(frame, endpoints.of(frame.directory()), token);
    }

    @POST
    public Response stored(String directory) {
        var found = lookup.directory(directory).directory();
        return Redirect.to(Addresses.of(found), shownOnce.forget(), cookies.notice(Notice.TOKEN_STORED));
    }
}
