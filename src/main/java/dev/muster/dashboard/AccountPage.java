package dev.muster.dashboard;

import dev.muster.page.Text;
import dev.muster.tenant.Operator;
import dev.muster.tenant.OperatorSessions;
import dev.muster.tenant.Operators;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** The operator's own account. */
@Path("/dashboard/account")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class AccountPage {

    private final Operators operators;
    private final OperatorSessions sessions;
    private final Visitor visitor;
    private final Cookies cookies;

    AccountPage(Operators operators, OperatorSessions sessions, Visitor visitor, Cookies cookies) {
        this.operators = operators;
        this.sessions = sessions;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/AccountPage")
    static class Templates {
        static native TemplateInstance show(Operator operator, Optional<String> problem);
    }

    @GET
    public TemplateInstance show() {
        return Templates.show(visitor.operator(), Optional.empty());
    }

    /** Ends every session, and begins a new one for the browser that asked. */
    @POST
    @Path("password")
    public Response changePassword(@RestForm String current, @RestForm String wanted) {
        Operator operator = visitor.operator();
        Optional<String> problem = problemOf(operator, Text.given(current), Text.given(wanted));
        if (problem.isPresent()) {
            return Text.refuse(Templates.show(operator, problem));
        }
        operators.changePassword(operator, wanted);
        return Redirect.to(
                "/dashboard/account",
                cookies.session(sessions.open(operator)),
                cookies.notice(Notice.PASSWORD_CHANGED));
    }

    private Optional<String> problemOf(Operator operator, String current, String wanted) {
        return NewPassword.problemOf(wanted)
                .or(() -> operators.authenticate(operator.email(), current).isPresent()
                        ? Optional.empty()
                        : Optional.of("The current password is not right."));
    }
}
