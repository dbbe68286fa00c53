package dev.muster.api;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.GroupListing;
import dev.muster.directory.ShownUser;
import dev.muster.directory.UserListing;
import dev.muster.directory.UserProvisioning;
import dev.muster.event.payload.GroupPayload;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.IdType;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directory_users}: the people of a directory. */
@Path("/directory_users")
@Produces(Json.TYPE)
@RunOnVirtualThread
class UsersApi {

    private static final String SCOPE = "Please provide either \"directory\" or \"group\" parameters.";

    private final UserListing listing;
    private final GroupListing groups;
    private final Directories directories;
    private final DirectoryLookup lookup;
    private final UserProvisioning provisioning;
    private final Transactions transactions;

    UsersApi(
            UserListing listing,
            GroupListing groups,
            Directories directories,
            DirectoryLookup lookup,
            UserProvisioning provisioning,
            Transactions transactions) {
        this.listing = listing;
        this.groups = groups;
        this.directories = directories;
        this.lookup = lookup;
        this.provisioning = provisioning;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@Context UriInfo uri) {
        var parameters = new Parameters(uri);
        var window = parameters.window(IdType.DIRECTORY_USER);
        if (parameters.text("directory").isEmpty() && parameters.text("group").isEmpty()) {
            throw ApiError.invalid(
                            List.of(new ApiError.Problem("directory", SCOPE), new ApiError.Problem("group", SCOPE)))
                    .exception();
        }
        return transactions.read(() -> page(query(parameters), window));
    }

    private UserListing.Query query(Parameters parameters) {
        Optional<UUID> directory = parameters.text("directory").map(lookup::get).map(Directory::id);
        Optional<DirectoryGroup> group = parameters.text("group").map(this::group);
        return new UserListing.Query(
                directory.or(() -> group.map(DirectoryGroup::directoryId)).orElseThrow(),
                group.map(DirectoryGroup::id).orElse(null),
                parameters.text("idp_id").orElse(null),
                parameters.text("email").orElse(null));
    }

    private ObjectNode page(UserListing.Query query, Window window) {
        Slice<ShownUser> slice = listing.list(query, window);
        Map<UUID, List<GroupPayload>> memberships = listing.groupsOf(slice.rows());
        return Page.of(
                slice.map(user -> view(user.payload(), memberships.getOrDefault(user.row(), List.of()))),
                slice.map(user -> IdType.DIRECTORY_USER.print(UserListing.cursor(query, user))));
    }

    @GET
    @Path("/{id}")
    public ObjectNode get(@RestPath String id) {
        return transactions
                .read(() -> find(id).map(user -> view(
                        user.payload(),
                        listing.groupsOf(user).stream()
                                .map(DirectoryGroup::payload)
                                .toList())))
                .orElseThrow(() -> notFound(id));
    }

    /** By hand, against the provider: what it pushes later brings the person back. */
    @DELETE
    @Path("/{id}")
    public Response remove(@RestPath String id) {
        DirectoryUser user = transactions.call(() -> find(id)).orElseThrow(() -> notFound(id));
        Directory directory =
                transactions.call(() -> directories.get(user.directoryId())).orElseThrow(() -> notFound(id));
        if (!provisioning.remove(DirectoryAccess.of(directory), user.id())) {
            throw notFound(id);
        }
        return Answers.accepted();
    }

    private Optional<DirectoryUser> find(String id) {
        return IdType.DIRECTORY_USER.parse(id).flatMap(listing::get);
    }

    private DirectoryGroup group(String id) {
        return IdType.DIRECTORY_GROUP.parse(id).flatMap(groups::get).orElseThrow(() -> GroupsApi.notFound(id));
    }

    private static ObjectNode view(UserPayload user, List<GroupPayload> groups) {
        ObjectNode json = user.json();
        ArrayNode list = json.putArray("groups");
        groups.forEach(group -> list.add(group.json()));
        return json;
    }

    static ApiException notFound(String id) {
        return ApiError.notFound("Directory User", id).exception();
    }
}
