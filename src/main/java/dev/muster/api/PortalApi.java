package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.muster.id.IdType;
import dev.muster.organization.PortalGrant;
import dev.muster.organization.PortalIntent;
import dev.muster.organization.PortalLinks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * {@code /portal/generate_link}: a link by which a customer's administrator sets the directory up. Each call makes another
 * one, also under an Idempotency-Key seen before: Java's SDK sends the same key for the same body, and a link lives only
 * five minutes.
 */
@Path("/portal/generate_link")
@Produces(Json.TYPE)
@RunOnVirtualThread
@NotReplayed
class PortalApi {

    private static final int MOST_CONTACTS = 20;
    private static final Pattern MAIL_ADDRESS = Pattern.compile("[^@\\s]{1,64}@[^@\\s]{1,255}");
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Set<String> OTHER_INTENTS =
            Set.of("sso", "audit_logs", "log_streams", "certificate_renewal", "bring_your_own_key");

    private final PortalLinks links;

    PortalApi(PortalLinks links) {
        this.links = links;
    }

    @POST
    public Response generate(byte[] json) {
        Body body = Body.of(json);
        String organization = body.required("organization");
        PortalIntent intent = intent(body);
        String returnUrl = address(body, "return_url");
        String successUrl = address(body, "success_url");
        checkContacts(body, "it_contact_emails");
        checkContacts(body, "admin_emails");
        body.check();
        return IdType.ORGANIZATION
                .parse(organization)
                .map(id -> new PortalGrant(id, intent, returnUrl, successUrl))
                .flatMap(links::issue)
                .map(link ->
                        Answers.created(JsonNodeFactory.instance.objectNode().put("link", link.reveal())))
                .orElseThrow(() -> ApiError.of(400, "Could not find an organization with the id, " + organization + ".")
                        .exception());
    }

    private static PortalIntent intent(Body body) {
        String word = body.text("intent", PortalIntent.DSYNC.wireName());
        if (word != null && OTHER_INTENTS.contains(word)) {
            throw ApiError.of(
                            400,
                            "intent_not_supported",
                            "The portal does not support the intent '" + word
                                    + "', only dsync and domain_verification.")
                    .exception();
        }
        Optional<PortalIntent> intent = word == null ? Optional.of(PortalIntent.DSYNC) : PortalIntent.named(word);
        if (intent.isEmpty()) {
            body.complain("intent", "intent must be one of: dsync, domain_verification");
        }
        return intent.orElse(null);
    }

    /** Nobody else may read on the way what page an administrator comes from or goes to. */
    private static String address(Body body, String name) {
        return body.parsed(
                name,
                text -> parsed(text).filter(PortalApi::allowed).map(URI::toString),
                name + " must be an absolute https address; http is for localhost only");
    }

    private static Optional<URI> parsed(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean allowed(URI address) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && ("https".equalsIgnoreCase(address.getScheme())
                        || "http".equalsIgnoreCase(address.getScheme()) && THIS_MACHINE.contains(address.getHost()));
    }

    /** Muster sends no mail, so these are only checked: a client must not hear "fine" about something WorkOS refuses. */
    private static void checkContacts(Body body, String name) {
        var contacts = body.list(name);
        if (contacts.size() > MOST_CONTACTS) {
            body.complain(name, name + " must contain no more than " + MOST_CONTACTS + " elements");
        }
        if (!contacts.stream().map(JsonNode::asText).allMatch(MAIL_ADDRESS.asMatchPredicate())) {
            body.complain(name, "each value in " + name + " must be an email");
        }
    }
}
