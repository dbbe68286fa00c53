package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectorySearch;
import dev.muster.directory.GroupListing;
import dev.muster.directory.GroupProvisioning;
import dev.muster.directory.Role;
import dev.muster.directory.Roles;
import dev.muster.directory.ShownUser;
import dev.muster.directory.UserListing;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestQuery;

/** The groups of a directory and who is in them. */
@Path("/dashboard/environments/{environment}/directories/{directory}/groups")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class GroupsPage {

    private static final int LONGEST_SEARCH = 200;
    /** Beyond it the page says "more than": counting would cost by the size of the group. */
    private static final int COUNTED = 1000;

    private final DirectoryFrames frames;
    private final DirectorySearch search;
    private final GroupListing groups;
    private final UserListing users;
    private final Roles roles;
    private final GroupProvisioning provisioning;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Cookies cookies;

    GroupsPage(
            DirectoryFrames frames,
            DirectorySearch search,
            GroupListing groups,
            UserListing users,
            Roles roles,
            GroupProvisioning provisioning,
            Transactions transactions,
            Lookup lookup,
            Cookies cookies) {
        this.frames = frames;
        this.search = search;
        this.groups = groups;
        this.users = users;
        this.roles = roles;
        this.provisioning = provisioning;
        this.transactions = transactions;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/GroupsPage")
    static class Templates {
        static native TemplateInstance list(
                DirectoryFrame frame, List<DirectoryGroup> groups, String search, Paging paging);

        static native TemplateInstance show(
                DirectoryFrame frame,
                DirectoryGroup group,
                Optional<Role> role,
                String size,
                List<UserPayload> members,
                Paging paging);
    }

    @GET
    public TemplateInstance list(
            String directory, @RestQuery("search") String typed, @RestQuery String after, @RestQuery String before) {
        var frame = frames.live(directory, "groups");
        String words = Text.of(typed, LONGEST_SEARCH).orElse(null);
        Window window = Paging.window(IdType.DIRECTORY_GROUP, after, before);
        Slice<DirectoryGroup> slice =
                transactions.call(() -> search.groups(frame.directory().id(), words, window));
        String shown = words == null ? "" : words;
        var paging = Paging.of(
                slice,
                group -> IdType.DIRECTORY_GROUP.print(group.id()),
                Addresses.of(frame.directory()) + "/groups",
                Map.of("search", shown));
        return Templates.list(frame, slice.rows(), shown, paging);
    }

    @GET
    @Path("{group}")
    public TemplateInstance show(String directory, String group, @RestQuery String after, @RestQuery String before) {
        var frame = frames.live(directory, "groups");
        DirectoryGroup found = find(frame.directory(), group);
        var query = new UserListing.Query(frame.directory().id(), found.id(), null, null);
        Slice<UserPayload> slice = transactions
                .call(() -> users.list(query, Paging.window(IdType.DIRECTORY_USER, after, before)))
                .map(ShownUser::payload);
        long members = transactions.call(() -> search.countMembers(found, COUNTED + 1));
        var paging = Paging.of(
                slice,
                person -> IdType.DIRECTORY_USER.print(person.id()),
                Addresses.of(frame.directory()) + "/groups/" + group,
                Map.of());
        return Templates.show(
                frame,
                found,
                role(found),
                members > COUNTED ? "more than " + COUNTED : String.valueOf(members),
                slice.rows(),
                paging);
    }

    @GET
    @Path("{group}/remove")
    public TemplateInstance askRemove(String directory, String group) {
        var frame = frames.still(directory, "groups");
        DirectoryGroup found = find(frame.directory(), group);
        String provider = frame.provider().displayName();
        String address = Addresses.of(frame.directory()) + "/groups/" + group;
        return new Question(
                        "Remove " + found.displayName() + "?",
                        "If this group was taken off the app in " + provider + ", remove it here. If " + provider
                                + " pushes it again it comes back by itself. Your application gets one event per member"
                                + " and one for the group.",
                        "Remove this group",
                        address + "/remove",
                        address)
                .ask();
    }

    @POST
    @Path("{group}/remove")
    public Response remove(String directory, String group) {
        Directory home = lookup.directory(directory).directory();
        provisioning.remove(DirectoryAccess.of(home), find(home, group).id());
        return Redirect.to(Addresses.of(home) + "/groups", cookies.notice(Notice.GROUP_REMOVED));
    }

    /** Empty when the group gives none. */
    private Optional<Role> role(DirectoryGroup group) {
        return Optional.ofNullable(group.roleId())
                .flatMap(id -> transactions.call(() -> roles.named(IdType.ROLE.print(id))));
    }

    private DirectoryGroup find(Directory directory, String printed) {
        return IdType.DIRECTORY_GROUP
                .parse(printed)
                .flatMap(id -> transactions.call(() -> groups.get(id)))
                .filter(group -> group.directoryId().equals(directory.id()))
                .orElseThrow(Refusal::unknown);
    }
}
