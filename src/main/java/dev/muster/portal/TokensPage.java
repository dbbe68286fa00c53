package dev.muster.portal;

import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryTokens;
import dev.muster.id.IdType;
import dev.muster.organization.PortalIntent;
import dev.muster.page.FreshSecrets;
import dev.muster.page.SeeOther;
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
import java.util.Map;

/** A directory's bearer tokens: a new one, shown once, and the end of one. */
@Path("/portal/directories/{directory}/tokens")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class TokensPage {

    private final Connections connections;
    private final DirectoryTokens tokens;
    private final Transactions transactions;
    private final Administrator administrator;
    private final FreshSecrets secrets;

    TokensPage(
            Connections connections,
            DirectoryTokens tokens,
            Transactions transactions,
            Administrator administrator,
            FreshSecrets secrets) {
        this.connections = connections;
        this.tokens = tokens;
        this.transactions = transactions;
        this.administrator = administrator;
        this.secrets = secrets;
    }

    /** With two living tokens the page offers no button; who posts all the same is shown the two. */
    @POST
    public Response create(String directory) {
        var found = connections.get(directory).directory();
        return transactions
                .call(() -> tokens.issue(found, null))
                .map(issued -> SeeOther.at(
                        Addresses.setup(found),
                        secrets.keep(administrator.session().id(), found.id(), issued.secret())))
                .orElseGet(() -> SeeOther.at(Addresses.of(found)));
    }

    @GET
    @Path("{token}/revoke")
    public TemplateInstance askRevoke(String directory, String token) {
        Connection connection = connections.get(directory);
        DirectoryToken living = living(connection, token);
        String text = living.lastUsedAt() == null
                ? "It has never been used."
                : "It is in use. If " + connection.provider().displayName()
                        + " still has this token, synchronisation stops at once.";
        return new Question(
                        "Revoke the token ending in " + living.suffix() + "?",
                        text,
                        "Revoke token",
                        connection.address() + "/tokens/" + token + "/revoke",
                        connection.address(),
                        Map.of())
                .ask();
    }

    @POST
    @Path("{token}/revoke")
    public Response revoke(String directory, String token) {
        Connection connection = connections.get(directory);
        DirectoryToken living = living(connection, token);
        transactions.run(() -> tokens.revoke(connection.directory(), living.id()));
        return SeeOther.at(connection.address());
    }

    private static DirectoryToken living(Connection connection, String printed) {
        return IdType.DIRECTORY_TOKEN
                .parse(printed)
                .flatMap(id -> connection.tokens().stream()
                        .filter(token -> token.id().equals(id))
                        .findFirst())
                .orElseThrow(Refusal::unknown);
    }
}
