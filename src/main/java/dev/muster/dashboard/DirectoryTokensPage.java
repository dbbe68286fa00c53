package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryTokens;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** A directory's bearer tokens: a second one for a rotation, and the end of one. */
@Path("/dashboard/environments/{environment}/directories/{directory}/tokens")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class DirectoryTokensPage {

    private final DirectoryTokens tokens;
    private final Transactions transactions;
    private final Lookup lookup;
    private final ShownOnce shownOnce;
    private final Cookies cookies;

    DirectoryTokensPage(
            DirectoryTokens tokens, Transactions transactions, Lookup lookup, ShownOnce shownOnce, Cookies cookies) {
        this.tokens = tokens;
        this.transactions = transactions;
        this.lookup = lookup;
        this.shownOnce = shownOnce;
        this.cookies = cookies;
    }

    /** With two living tokens the page offers no button; of two people who press it at once, one is told. */
    @POST
    public Response create(String directory) {
        Directory found = lookup.directory(directory).directory();
        return transactions
                .call(() -> tokens.issue(found, null))
                .map(issued -> Redirect.to(Addresses.of(found) + "/setup", shownOnce.keep(found.id(), issued.secret())))
                .orElseGet(() -> Redirect.to(Addresses.of(found), cookies.notice(Notice.TOKEN_REFUSED)));
    }

    @GET
    @Path("{token}/revoke")
    public TemplateInstance askRevoke(String directory, String token) {
        Directory found = lookup.directory(directory).directory();
        DirectoryToken living = living(found, token);
        String text = living.lastUsedAt() == null
                ? "It has never been used."
                : "It was last used by " + living.lastUsedBy()
                        + ". If the identity provider still has this token, synchronisation stops at once.";
        return new Question(
                        "Revoke the token ending in " + living.suffix() + "?",
                        text,
                        "Revoke token",
                        Addresses.of(found) + "/tokens/" + token + "/revoke",
                        Addresses.of(found))
                .ask();
    }

    @POST
    @Path("{token}/revoke")
    public Response revoke(String directory, String token) {
        Directory found = lookup.directory(directory).directory();
        DirectoryToken living = living(found, token);
        transactions.run(() -> tokens.revoke(found, living.id()));
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.TOKEN_REVOKED));
    }

    private DirectoryToken living(Directory directory, String printed) {
        return IdType.DIRECTORY_TOKEN
                .parse(printed)
                .flatMap(id -> transactions.call(() -> tokens.list(directory)).stream()
                        .filter(token -> token.id().equals(id))
                        .findFirst())
                .orElseThrow(Refusal::unknown);
    }
}
