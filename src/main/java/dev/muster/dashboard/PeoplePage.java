package dev.muster.dashboard;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectorySearch;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.RolePolicies;
import dev.muster.directory.Roles;
import dev.muster.directory.UserListing;
import dev.muster.directory.UserProvisioning;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.sql.Slice;
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
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** The people of a directory, as applications see them. */
@Path("/dashboard/environments/{environment}/directories/{directory}/users")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class PeoplePage {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST_SEARCH = 200;
    private static final Map<String, Boolean> STATES = Map.of("active", true, "inactive", false);

    private final DirectoryFrames frames;
    private final DirectorySearch search;
    private final UserListing users;
    private final Roles roles;
    private final RolePolicies policies;
    private final UserProvisioning provisioning;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Cookies cookies;

    PeoplePage(
            DirectoryFrames frames,
            DirectorySearch search,
            UserListing users,
            Roles roles,
            RolePolicies policies,
            UserProvisioning provisioning,
            Transactions transactions,
            Lookup lookup,
            Cookies cookies) {
        this.frames = frames;
        this.search = search;
        this.users = users;
        this.roles = roles;
        this.policies = policies;
        this.provisioning = provisioning;
        this.transactions = transactions;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/PeoplePage")
    static class Templates {
        static native TemplateInstance list(
                DirectoryFrame frame, List<UserPayload> people, String search, String state, Paging paging);

        static native TemplateInstance show(
                DirectoryFrame frame,
                DirectoryUser user,
                UserPayload seen,
                List<DirectoryGroup> groups,
                List<GivenRole> roles,
                String json);
    }

    @GET
    public TemplateInstance list(
            String directory,
            @RestQuery("search") String typed,
            @RestQuery String state,
            @RestQuery String after,
            @RestQuery String before) {
        var frame = frames.live(directory, "users");
        String words = Text.of(typed, LONGEST_SEARCH).orElse(null);
        var wanted = new DirectorySearch.People(frame.directory().id(), words, STATES.get(Text.given(state)));
        Slice<UserPayload> slice = transactions
                .call(() -> search.people(wanted, Paging.window(IdType.DIRECTORY_USER, after, before)))
                .map(DirectoryUser::payload);
        var filters = Map.of("search", words == null ? "" : words, "state", Text.given(state));
        return Templates.list(
                frame,
                slice.rows(),
                filters.get("search"),
                filters.get("state"),
                Paging.of(
                        slice,
                        person -> IdType.DIRECTORY_USER.print(person.id()),
                        Addresses.of(frame.directory()) + "/users",
                        filters));
    }

    @GET
    @Path("{user}")
    public TemplateInstance show(String directory, String user) {
        var frame = frames.live(directory, "users");
        DirectoryUser found = find(frame.directory(), user);
        List<DirectoryGroup> groups = transactions.call(() -> users.groupsOf(found));
        List<GivenRole> given = GivenRole.of(found.roles(), groups, shelf());
        return Templates.show(frame, found, found.payload(), groups, given, pretty(found.resource()));
    }

    @GET
    @Path("{user}/remove")
    public TemplateInstance askRemove(String directory, String user) {
        Directory home = lookup.directory(directory).directory();
        DirectoryUser found = find(home, user);
        String address = Addresses.of(home) + "/users/" + user;
        return new Question(
                        "Remove " + found.userName() + "?",
                        "Your application is told that this person is gone. The identity provider is not: if it pushes the"
                                + " person again, they come back. To remove somebody for good, do it there.",
                        "Remove user",
                        address + "/remove",
                        address)
                .ask();
    }

    @POST
    @Path("{user}/remove")
    public Response remove(String directory, String user) {
        Directory home = lookup.directory(directory).directory();
        provisioning.remove(DirectoryAccess.of(home), find(home, user).id());
        return Redirect.to(Addresses.of(home) + "/users", cookies.notice(Notice.USER_REMOVED));
    }

    private RoleShelf shelf() {
        return transactions.call(() -> new RoleShelf(roles.all(), policies.current()));
    }

    private DirectoryUser find(Directory directory, String printed) {
        return IdType.DIRECTORY_USER
                .parse(printed)
                .flatMap(id -> transactions.call(() -> users.get(id)))
                .filter(user -> user.directoryId().equals(directory.id()))
                .orElseThrow(Refusal::unknown);
    }

    private static String pretty(ObjectNode resource) {
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(resource);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
