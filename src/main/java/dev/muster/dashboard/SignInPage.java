package dev.muster.dashboard;

import dev.muster.page.Text;
import dev.muster.tenant.Operator;
import dev.muster.tenant.OperatorSessions;
import dev.muster.tenant.Operators;
import dev.muster.tenant.SignInLinks;
import dev.muster.tenant.SignInThrottle;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.core.http.HttpServerRequest;
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
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The way in: by password, or by a one-time link from the console or from an administrator. */
@Path("/dashboard")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
class SignInPage {

    private static final int TOO_MANY = 429;
    private static final String USED_UP =
            "This link has been used or is too old. Ask an administrator for another one; if there is none yet, start Muster again: it prints a fresh one.";

    private final Operators operators;
    private final OperatorSessions sessions;
    private final SignInLinks links;
    private final SignInThrottle throttle;
    private final KnownBrowsers browsers;
    private final Visitor visitor;
    private final Cookies cookies;

    SignInPage(
            Operators operators,
            OperatorSessions sessions,
            SignInLinks links,
            SignInThrottle throttle,
            KnownBrowsers browsers,
            Visitor visitor,
            Cookies cookies) {
        this.operators = operators;
        this.sessions = sessions;
        this.links = links;
        this.throttle = throttle;
        this.browsers = browsers;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/SignInPage")
    static class Templates {
        static native TemplateInstance show(boolean nobodyYet, String email, String next, Optional<String> problem);

        static native TemplateInstance link(String token);

        static native TemplateInstance account(
                String token, SignInLinks.Link link, String email, Optional<String> problem);
    }

    @GET
    @Path("sign-in")
    public TemplateInstance show(@RestQuery String next) {
        return Templates.show(!operators.any(), "", Redirect.inside(next), Optional.empty());
    }

    @POST
    @Path("sign-in")
    public Response signIn(
            @RestForm String email,
            @RestForm String password,
            @RestForm String next,
            @Context HttpHeaders headers,
            HttpServerRequest request) {
        String name = Text.given(email);
        String address = request.remoteAddress().hostAddress();
        boolean known = browsers.knows(name, headers.getCookies());
        String inside = Redirect.inside(next);
        if (!throttle.allow(name, known, address)) {
            return refuse(TOO_MANY, name, inside, "Too many attempts. Wait a few minutes and try again.");
        }
        Optional<Operator> operator = operators.authenticate(name, Text.given(password));
        if (operator.isEmpty()) {
            return refuse(Text.UNPROCESSABLE, name, inside, "E-mail and password do not match.");
        }
        throttle.forgive(name, known, address);
        return enter(operator.get(), inside);
    }

    /** Only shows a button: programs that preview links follow them, but do not press buttons. */
    @GET
    @Path("sign-in/{token}")
    public TemplateInstance link(String token) {
        return Templates.link(token);
    }

    @POST
    @Path("sign-in/link")
    public Response follow(@RestForm String token) {
        return links.find(token)
                .map(link -> Response.ok(Templates.account(token, link, "", Optional.empty()))
                        .build())
                .orElseGet(this::usedUp);
    }

    /** Makes the account the link is for, or gives it another password. */
    @POST
    @Path("sign-in/account")
    public Response enterByLink(@RestForm String token, @RestForm String email, @RestForm String password) {
        Optional<SignInLinks.Link> link = links.find(token);
        if (link.isEmpty()) {
            return usedUp();
        }
        String address =
                link.get().email() == null ? Text.given(email) : link.get().email();
        Optional<String> problem = problemOf(link.get(), address, Text.given(password));
        if (problem.isPresent()) {
            return Text.refuse(Templates.account(token, link.get(), address, problem));
        }
        return links.redeem(token, address, password)
                .map(operator -> enter(operator, Addresses.HOME))
                .orElseGet(this::usedUp);
    }

    @POST
    @Path("sign-out")
    @SignedIn
    public Response signOut() {
        sessions.close(visitor.session());
        return Redirect.to(Addresses.SIGN_IN, cookies.noSession());
    }

    private Response enter(Operator operator, String next) {
        return Redirect.to(next, cookies.session(sessions.open(operator)), browsers.remember(operator.email()));
    }

    private Response refuse(int status, String email, String next, String problem) {
        return Response.status(status)
                .entity(Templates.show(!operators.any(), email, next, Optional.of(problem)))
                .build();
    }

    private Response usedUp() {
        return refuse(Text.UNPROCESSABLE, "", Addresses.HOME, USED_UP);
    }

    private Optional<String> problemOf(SignInLinks.Link link, String email, String password) {
        if (!Text.isAddress(email)) {
            return Optional.of("This is no e-mail address.");
        }
        if (!link.isForgottenPassword() && operators.taken(email)) {
            return Optional.of("Somebody has an account with this address already.");
        }
        return NewPassword.problemOf(password);
    }
}
