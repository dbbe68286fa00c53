package dev.muster.dashboard;

import dev.muster.directory.Role;
import dev.muster.directory.RolePolicies;
import dev.muster.directory.Roles;
import dev.muster.directory.UserRewrites;
import dev.muster.id.IdType;
import dev.muster.page.Text;
import dev.muster.tenant.Transactions;
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
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** The roles of this environment, which one wins, and what everybody else gets. */
@Path("/dashboard/environments/{environment}/roles")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class RolesPage {

    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_DESCRIPTION = 500;

    private final Roles roles;
    private final RolePolicies policies;
    private final UserRewrites rewrites;
    private final Transactions transactions;
    private final Visitor visitor;
    private final Cookies cookies;

    RolesPage(
            Roles roles,
            RolePolicies policies,
            UserRewrites rewrites,
            Transactions transactions,
            Visitor visitor,
            Cookies cookies) {
        this.roles = roles;
        this.policies = policies;
        this.rewrites = rewrites;
        this.transactions = transactions;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    /** As typed, which may be wrong. */
    record Wish(String slug, String name, String description) {

        static final Wish NONE = new Wish("", "", "");

        static Wish of(Role role) {
            return new Wish(role.slug(), role.name(), Text.given(role.description()));
        }

        Optional<String> problem() {
            if (!Role.SLUG.matcher(slug).matches()) {
                return Optional.of("A slug has 1 to 64 lower-case letters, digits, hyphens and underscores.");
            }
            if (Text.of(name, LONGEST_NAME).isEmpty()) {
                return Optional.of("A role needs a name of up to " + LONGEST_NAME + " characters.");
            }
            return description.isBlank()
                            || Text.of(description, LONGEST_DESCRIPTION).isPresent()
                    ? Optional.empty()
                    : Optional.of("A description has up to " + LONGEST_DESCRIPTION + " characters in one line.");
        }

        Roles.Draft draft() {
            return new Roles.Draft(slug, name.strip(), description.isBlank() ? null : description.strip());
        }
    }

    @CheckedTemplate(basePath = "dashboard/RolesPage")
    static class Templates {
        static native TemplateInstance list(
                String here, RoleShelf shelf, UserRewrites.Running running, Wish wish, Optional<String> problem);

        static native TemplateInstance show(String here, Role role, Wish wish, Optional<String> problem);
    }

    @GET
    public TemplateInstance list() {
        return page(Wish.NONE, Optional.empty());
    }

    @POST
    public Response create(@RestForm String slug, @RestForm String name, @RestForm String description) {
        var wish = new Wish(Text.given(slug).strip(), Text.given(name), Text.given(description));
        Optional<String> problem = wish.problem().or(() -> add(wish));
        return problem.isPresent() ? Text.refuse(page(wish, problem)) : done(Notice.ROLE_CREATED);
    }

    private Optional<String> add(Wish wish) {
        return transactions.call(() -> roles.create(wish.draft())).isPresent()
                ? Optional.empty()
                : Optional.of("There is a role with the slug " + wish.slug() + " already.");
    }

    @POST
    @Path("settings")
    public Response settle(
            @RestForm("default") String defaultRole, @RestForm String multiple, @RestForm String portal) {
        String word = Text.given(defaultRole);
        transactions.run(() -> {
            policies.allowMultiple("true".equals(multiple));
            policies.allowPortalMapping(portal != null);
            if (!roles.makeDefault(word.isEmpty() ? null : word)) {
                throw Refusal.unknown();
            }
        });
        return done(Notice.ROLES_SAVED);
    }

    @GET
    @Path("{role}")
    public TemplateInstance show(String role) {
        Role found = find(role);
        return Templates.show(here(), found, Wish.of(found), Optional.empty());
    }

    @POST
    @Path("{role}")
    public Response save(String role, @RestForm String name, @RestForm String description) {
        Role found = find(role);
        var wish = new Wish(found.slug(), Text.given(name), Text.given(description));
        Optional<String> problem = wish.problem();
        if (problem.isPresent()) {
            return Text.refuse(Templates.show(here(), found, wish, problem));
        }
        Roles.Draft draft = wish.draft();
        transactions.run(() -> roles.describe(role, draft.name(), draft.description()));
        return done(Notice.ROLES_SAVED);
    }

    @POST
    @Path("{role}/up")
    public Response up(String role) {
        return move(role, -1);
    }

    @POST
    @Path("{role}/down")
    public Response down(String role) {
        return move(role, 1);
    }

    private Response move(String role, int by) {
        transactions.run(() -> {
            var order = new ArrayList<>(
                    roles.all().stream().map(one -> IdType.ROLE.print(one.id())).toList());
            int from = order.indexOf(role);
            int to = from + by;
            if (from >= 0 && to >= 0 && to < order.size()) {
                Collections.swap(order, from, to);
                roles.order(order);
            }
        });
        return done(Notice.ROLES_SAVED);
    }

    @GET
    @Path("{role}/delete")
    public TemplateInstance askDelete(String role) {
        Role found = find(role);
        return new Question(
                        "Delete " + found.name() + "?",
                        "Groups give it no more. Whoever has it gets what their other groups give, or the default role,"
                                + " and your application is told of each. This cannot be undone.",
                        "Delete role",
                        here() + "/" + role + "/delete",
                        here())
                .ask();
    }

    @POST
    @Path("{role}/delete")
    public Response delete(String role) {
        find(role);
        transactions.run(() -> roles.deleteNamed(role));
        return done(Notice.ROLE_DELETED);
    }

    private Role find(String printed) {
        return IdType.ROLE
                .parse(printed)
                .flatMap(id -> transactions.call(() -> roles.named(printed)))
                .orElseThrow(Refusal::unknown);
    }

    private TemplateInstance page(Wish wish, Optional<String> problem) {
        var shelf = transactions.call(() -> new RoleShelf(roles.all(), policies.current()));
        return Templates.list(here(), shelf, transactions.call(rewrites::running), wish, problem);
    }

    private Response done(Notice notice) {
        return Redirect.to(here(), cookies.notice(notice));
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/roles";
    }
}
