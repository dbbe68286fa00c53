package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryTokens;
import dev.muster.directory.ScimAddresses;
import dev.muster.tenant.Transactions;
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

/** What the customer's administrator has to do: endpoint, token while it is fresh, the provider's own steps. */
@Path("/dashboard/environments/{environment}/directories/{directory}/setup")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class DirectorySetupPage {

    private final DirectoryFrames frames;
    private final Lookup lookup;
    private final DirectoryTokens tokens;
    private final Transactions transactions;
    private final ScimAddresses endpoints;
    private final ShownOnce shownOnce;
    private final Cookies cookies;

    DirectorySetupPage(
            DirectoryFrames frames,
            Lookup lookup,
            DirectoryTokens tokens,
            Transactions transactions,
            ScimAddresses endpoints,
            ShownOnce shownOnce,
            Cookies cookies) {
        this.frames = frames;
        this.lookup = lookup;
        this.tokens = tokens;
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.shownOnce = shownOnce;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/DirectorySetupPage")
    static class Templates {
        static native TemplateInstance show(
                DirectoryFrame frame, String endpoint, Optional<String> token, List<DirectoryToken> tokens);
    }

    @GET
    public TemplateInstance show(String directory, @Context HttpHeaders headers) {
        var frame = frames.live(directory, "setup");
        Directory shown = frame.directory();
        var token = shownOnce
                .of(shown.id(), headers.getCookies())
                // It may have been revoked since.
                .filter(secret -> transactions.call(() -> tokens.lives(shown, secret)))
                .map(Secret::reveal);
        return Templates.show(frame, endpoints.of(shown), token, transactions.call(() -> tokens.list(shown)));
    }

    @POST
    public Response stored(String directory) {
        var found = lookup.directory(directory).directory();
        return Redirect.to(Addresses.of(found), shownOnce.forget(), cookies.notice(Notice.TOKEN_STORED));
    }
}
