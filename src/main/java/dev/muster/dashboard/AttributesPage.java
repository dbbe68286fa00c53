package dev.muster.dashboard;

import dev.muster.directory.AttributeOutcome;
import dev.muster.directory.DirectoryAttribute;
import dev.muster.directory.DirectoryAttributes;
import dev.muster.directory.attribute.AttributeType;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestForm;

/** Which attributes the people of this environment have. */
@Path("/dashboard/environments/{environment}/attributes")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class AttributesPage {

    private final DirectoryAttributes attributes;
    private final Transactions transactions;
    private final Visitor visitor;
    private final Cookies cookies;

    AttributesPage(DirectoryAttributes attributes, Transactions transactions, Visitor visitor, Cookies cookies) {
        this.attributes = attributes;
        this.transactions = transactions;
        this.visitor = visitor;
        this.cookies = cookies;
    }

    /** As typed, which may be wrong. */
    record Wish(String name, String type, boolean required, String description) {

        static final Wish NONE = new Wish("", AttributeType.STRING.wireName(), false, "");

        DirectoryAttributes.Draft draft() {
            return new DirectoryAttributes.Draft(
                    name,
                    AttributeType.BY_NAME.getOrDefault(type, AttributeType.STRING),
                    required,
                    description.isEmpty() ? null : description);
        }
    }

    @CheckedTemplate(basePath = "dashboard/AttributesPage")
    static class Templates {
        static native TemplateInstance list(
                String here,
                List<DirectoryAttribute> predefined,
                List<DirectoryAttribute> custom,
                Collection<String> types,
                Wish wish,
                Optional<String> problem);
    }

    @GET
    public TemplateInstance list() {
        return page(Wish.NONE, Optional.empty());
    }

    @POST
    public Response create(
            @RestForm String name, @RestForm String type, @RestForm String required, @RestForm String description) {
        var wish = new Wish(
                Text.given(name).strip(),
                Text.given(type),
                required != null,
                Text.given(description).strip());
        Optional<String> problem = problem(() -> attributes.create(wish.draft()));
        return problem.isPresent()
                ? Text.refuse(page(wish, problem))
                : Redirect.to(here(), cookies.notice(Notice.ATTRIBUTE_CREATED));
    }

    @POST
    @Path("{attribute}/on")
    public Response on(String attribute) {
        return turn(attribute, true, Notice.ATTRIBUTE_ON);
    }

    @GET
    @Path("{attribute}/off")
    public TemplateInstance askOff(String attribute) {
        return new Question(
                        "Switch " + known(attribute).name() + " off?",
                        "It is taken from all users of this environment in the background. Your application gets"
                                + " dsync.user.updated for everybody who had a value.",
                        "Switch off",
                        here() + "/" + attribute + "/off",
                        here())
                .ask();
    }

    @POST
    @Path("{attribute}/off")
    public Response off(String attribute) {
        return turn(attribute, false, Notice.ATTRIBUTE_OFF);
    }

    @GET
    @Path("{attribute}/delete")
    public TemplateInstance askDelete(String attribute) {
        return new Question(
                        "Delete " + known(attribute).name() + "?",
                        "It is taken from all users of this environment in the background, and every directory forgets where"
                                + " it came from. Your application gets dsync.user.updated for everybody who had a value.",
                        "Delete attribute",
                        here() + "/" + attribute + "/delete",
                        here())
                .ask();
    }

    @POST
    @Path("{attribute}/delete")
    public Response delete(String attribute) {
        return done(() -> attributes.remove(attribute), Notice.ATTRIBUTE_DELETED);
    }

    private Response turn(String attribute, boolean on, Notice notice) {
        return done(() -> attributes.change(attribute, DirectoryAttributes.Change.enabled(on)), notice);
    }

    /** For forms that nobody types into: what they refuse was never offered. */
    private Response done(Supplier<AttributeOutcome> work, Notice notice) {
        if (!(transactions.call(work) instanceof AttributeOutcome.Saved)) {
            throw Refusal.unknown();
        }
        return Redirect.to(here(), cookies.notice(notice));
    }

    private Optional<String> problem(Supplier<AttributeOutcome> work) {
        return switch (transactions.call(work)) {
            case AttributeOutcome.Saved saved -> Optional.empty();
            case AttributeOutcome.Taken(String name) -> Optional.of("There is an attribute " + name + " already.");
            case AttributeOutcome.Refused(String field, String reason) ->
                Optional.of(Character.toUpperCase(reason.charAt(0)) + reason.substring(1) + ".");
            case AttributeOutcome.NotFound() -> throw Refusal.unknown();
        };
    }

    private DirectoryAttribute known(String name) {
        return transactions.call(attributes::all).stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(Refusal::unknown);
    }

    private TemplateInstance page(Wish wish, Optional<String> problem) {
        List<DirectoryAttribute> all = transactions.call(attributes::all);
        return Templates.list(
                here(),
                all.stream().filter(DirectoryAttribute::predefined).toList(),
                all.stream().filter(attribute -> !attribute.predefined()).toList(),
                AttributeType.BY_NAME.keySet(),
                wish,
                problem);
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/attributes";
    }
}
