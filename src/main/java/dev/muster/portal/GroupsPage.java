package dev.muster.portal;

import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectorySearch;
import dev.muster.directory.GroupListing;
import dev.muster.directory.ShownUser;
import dev.muster.directory.UserListing;
import dev.muster.id.IdType;
import dev.muster.organization.PortalIntent;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.sql.Slice;
import dev.muster.tenant.Transactions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.jboss.resteasy.reactive.RestQuery;

/** The groups the identity provider has sent, and who is in them. */
@Path("/portal/directories/{directory}/groups")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class GroupsPage {

    private static final int LONGEST_SEARCH = 200;

    private final DirectoryFrames frames;
    private final DirectorySearch search;
    private final GroupListing groups;
    private final UserListing users;
    private final Transactions transactions;

    GroupsPage(
            DirectoryFrames frames,
            DirectorySearch search,
            GroupListing groups,
            UserListing users,
            Transactions transactions) {
        this.frames = frames;
        this.search = search;
        this.groups = groups;
        this.users = users;
        this.transactions = transactions;
    }

    @CheckedTemplate(basePath = "portal/GroupsPage")
    static class Templates {
        static native TemplateInstance list(
                DirectoryFrame frame, List<DirectoryGroup> groups, String search, Paging paging);

        static native TemplateInstance show(
                DirectoryFrame frame, DirectoryGroup group, List<ShownUser> members, Paging paging);
    }

    @GET
    public TemplateInstance list(
            String directory, @RestQuery("search") String typed, @RestQuery String after, @RestQuery String before) {
        var frame = frames.live(directory, "groups");
        String words = Text.of(typed, LONGEST_SEARCH).orElse("");
        Slice<DirectoryGroup> slice = transactions.call(() -> search.groups(
                frame.id(), words.isEmpty() ? null : words, Paging.window(IdType.DIRECTORY_GROUP, after, before)));
        var paging = Paging.of(
                slice, PortalIds::portalId, frame.connection().address() + "/groups", Map.of("search", words));
        return Templates.list(frame, slice.rows(), words, paging);
    }

    @GET
    @Path("{group}")
    public TemplateInstance show(String directory, String group, @RestQuery String after, @RestQuery String before) {
        var frame = frames.live(directory, "groups");
        DirectoryGroup found = IdType.DIRECTORY_GROUP
                .parse(group)
                .flatMap(id -> transactions.call(() -> groups.get(id)))
                .filter(one -> one.directoryId().equals(frame.id()))
                .orElseThrow(Refusal::unknown);
        var query = new UserListing.Query(frame.id(), found.id(), null, null);
        Slice<ShownUser> slice =
                transactions.call(() -> users.list(query, Paging.window(IdType.DIRECTORY_USER, after, before)));
        var paging = Paging.of(
                slice,
                member -> IdType.DIRECTORY_USER.print(UserListing.cursor(query, member)),
                frame.connection().address() + "/groups/" + group,
                Map.of());
        return Templates.show(frame, found, slice.rows(), paging);
    }
}
