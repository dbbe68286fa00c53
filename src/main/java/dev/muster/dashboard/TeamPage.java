package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.page.Text;
import dev.muster.tenant.Operator;
import dev.muster.tenant.SignInLinks;
import dev.muster.tenant.TeamMembers;
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
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.RestForm;

/** Who of the developer's company signs in here, and as what. */
@Path("/dashboard/team")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class TeamPage {

    private static final String HERE = "/dashboard/team";

    private final TeamMembers members;
    private final SignInLinks links;
    private final ShownOnce shownOnce;
    private final Visitor visitor;
    private final Cookies cookies;
    private final String publicUrl;

    TeamPage(
            TeamMembers members,
            SignInLinks links,
            ShownOnce shownOnce,
            Visitor visitor,
            Cookies cookies,
            @ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.members = members;
        this.links = links;
        this.shownOnce = shownOnce;
        this.visitor = visitor;
        this.cookies = cookies;
        this.publicUrl = publicUrl;
    }

    /** A link that was just made, and whom to give it to. */
    record Fresh(String address, SignInLinks.Link link) {}

    @CheckedTemplate(basePath = "dashboard/TeamPage")
    static class Templates {
        static native TemplateInstance show(
                Operator me,
                List<TeamMembers.Member> members,
                List<SignInLinks.Link> invitations,
                Optional<Fresh> fresh,
                Optional<String> problem);
    }

    @GET
    public TemplateInstance show(@Context HttpHeaders headers) {
        Optional<Fresh> fresh = shownOnce
                .of(team(), headers.getCookies())
                .map(Secret::reveal)
                .flatMap(token -> links.find(token).map(link -> new Fresh(address(token), link)));
        return page(fresh, Optional.empty());
    }

    @POST
    @Path("invitations")
    public Response invite(@RestForm String email, @RestForm String role) {
        String address = Text.given(email).strip();
        Optional<String> problem = problemOf(address);
        return problem.isPresent()
                ? Text.refuse(page(Optional.empty(), problem))
                : shown(links.invite(visitor.operator(), address, Operator.Role.named(role)));
    }

    @POST
    @Path("invitations/withdraw")
    public Response withdraw(@RestForm String email) {
        links.withdraw(visitor.operator(), Text.given(email));
        return Redirect.to(HERE, cookies.notice(Notice.INVITATION_WITHDRAWN));
    }

    @POST
    @Path("stored")
    public Response stored() {
        return Redirect.to(HERE, shownOnce.forget());
    }

    @POST
    @Path("members/{member}/role")
    public Response changeRole(String member, @RestForm String role) {
        Operator.Role wanted = Operator.Role.named(role);
        return told(members.changeRole(team(), other(member).id(), wanted), Notice.ROLE_CHANGED);
    }

    @GET
    @Path("members/{member}/remove")
    public TemplateInstance askRemove(String member) {
        Operator other = other(member);
        return new Question(
                        "Remove " + other.email() + "?",
                        "Every session of this account ends at once. What the person did stays in the audit log.",
                        "Remove member",
                        HERE + "/members/" + member + "/remove",
                        HERE)
                .ask();
    }

    @POST
    @Path("members/{member}/remove")
    public Response remove(String member) {
        return told(members.remove(team(), other(member).id()), Notice.MEMBER_REMOVED);
    }

    @GET
    @Path("members/{member}/password")
    public TemplateInstance askPassword(String member) {
        return Question.harmless(
                        "Make a password link for " + other(member).email() + "?",
                        "Whoever has the link chooses a new password, once, within a day. Until then the old one works.",
                        "Make link",
                        HERE + "/members/" + member + "/password",
                        HERE)
                .ask();
    }

    @POST
    @Path("members/{member}/password")
    public Response password(String member) {
        return shown(links.forgotten(other(member)));
    }

    private Response shown(Secret token) {
        return Redirect.to(HERE, shownOnce.keep(team(), token));
    }

    private Response told(TeamMembers.Outcome outcome, Notice done) {
        return switch (outcome) {
            case DONE -> Redirect.to(HERE, cookies.notice(done));
            case LAST_ADMINISTRATOR -> Redirect.to(HERE, cookies.notice(Notice.LAST_ADMINISTRATOR));
            case UNKNOWN -> throw Refusal.unknown();
        };
    }

    private Optional<String> problemOf(String email) {
        if (!Text.isAddress(email)) {
            return Optional.of("This is no e-mail address.");
        }
        boolean member = members.list(team()).stream()
                .anyMatch(one -> one.operator().email().equalsIgnoreCase(email));
        return member ? Optional.of(email + " is in your team already.") : Optional.empty();
    }

    /** Nobody removes, demotes or resets the own account here: that is what the account page is for. */
    private Operator other(String printed) {
        return IdType.OPERATOR
                .parse(printed)
                .filter(id -> !id.equals(visitor.operator().id()))
                .flatMap(id -> members.find(team(), id))
                .orElseThrow(Refusal::unknown);
    }

    private TemplateInstance page(Optional<Fresh> fresh, Optional<String> problem) {
        return Templates.show(visitor.operator(), members.list(team()), links.invitations(team()), fresh, problem);
    }

    private String address(String token) {
        return publicUrl + "/dashboard/sign-in/" + token;
    }

    private UUID team() {
        return visitor.operator().teamId();
    }
}
