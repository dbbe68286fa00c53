package dev.muster.dashboard;

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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** The way in: by password, or the very first time by the one-time link from the console. */
@Path("/dashboard")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
class SignInPage {

    private static final int TOO_MANY = 429;
    private static final String USED_UP =
            "This link has been used or is too old. If there is no administrator yet, start Muster again: it prints a fresh one.";

    private final Operators operators;
    private final OperatorSessions sessions;
    private final SignInLinks links;
    private final SignInThrottle throttle;
    private final Visitor visitor;
    private final Cookies cookies;

    SignInPage(
            Operators operators,
            OperatorSessions sessions,
            SignInLinks links,
            SignInThrottle throttle,
            Visitor visitor,
            Cookies cookies) {
        this.operators = operators;
        this.sessions = sessions;
        this.links = links;
        this.throttle = throttle;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/SignInPage")
    static class Templates {
        static native TemplateInstance show(boolean nobodyYet, String email, String next, Optional<String> problem);

        static native TemplateInstance link(String token);

        static native TemplateInstance administrator(String token, String email, Optional<String> problem);
    }

    @GET
    @Path("sign-in")
    public TemplateInstance show(@RestQuery String next) {
        return Templates.show(!operators.any(), "", Redirect.inside(next), Optional.empty());
    }

    @POST
    @Path("sign-in")
    public Response signIn(
            @RestForm String email, @RestForm String password, @RestForm String next, HttpServerRequest request) {
        String address = request.remoteAddress().hostAddress();
        String inside = Redirect.inside(next);
        if (!throttle.allow(Text.given(email), address)) {
            return refuse(TOO_MANY, Text.given(email), inside, "Too many attempts. Wait a few minutes and try again.");
        }
        Optional<Operator> operator = operators.authenticate(Text.given(email), Text.given(password));
        if (operator.isEmpty()) {
            return refuse(Text.UNPROCESSABLE, Text.given(email), inside, "E-mail and password do not match.");
        }
        throttle.forgive(Text.given(email), address);
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
        return links.living(token)
                ? Response.ok(Templates.administrator(token, "", Optional.empty()))
                        .build()
                : refuse(Text.UNPROCESSABLE, "", Addresses.HOME, USED_UP);
    }

    @POST
    @Path("sign-in/administrator")
    public Response createAdministrator(@RestForm String token, @RestForm String email, @RestForm String password) {
        Optional<String> problem = problemOf(Text.given(email), Text.given(password));
        if (problem.isPresent()) {
            return Text.refuse(Templates.administrator(token, Text.given(email), problem));
        }
        return links.redeem(token, email, password)
                .map(operator -> enter(operator, Addresses.HOME))
                .orElseGet(() -> refuse(Text.UNPROCESSABLE, email, Addresses.HOME, USED_UP));
    }

    @POST
    @Path("sign-out")
    @SignedIn
    public Response signOut() {
        sessions.close(visitor.session());
        return Redirect.to(Addresses.SIGN_IN, cookies.noSession());
    }

    private Response enter(Operator operator, String next) {
        return Redirect.to(next, cookies.session(sessions.open(operator)));
    }

    private Response refuse(int status, String email, String next, String problem) {
        return Response.status(status)
                .entity(Templates.show(!operators.any(), email, next, Optional.of(problem)))
                .build();
    }

    private static Optional<String> problemOf(String email, String password) {
        if (!email.strip().matches("[^@\\s]+@[^@\\s]+")) {
            return Optional.of("This is no e-mail address.");
        }
        return NewPassword.problemOf(password);
    }
}
