package dev.muster.api;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.GroupListing;
import dev.muster.directory.GroupProvisioning;
import dev.muster.directory.UserListing;
import dev.muster.event.payload.GroupPayload;
import dev.muster.id.IdType;
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
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directory_groups}: the groups of a directory. */
@Path("/directory_groups")
@Produces(Json.TYPE)
@RunOnVirtualThread
class GroupsApi {

    private static final String SCOPE = "Please provide either \"directory\" or \"user\" parameters.";

    private final GroupListing listing;
    private final UserListing users;
    private final Directories directories;
    private final DirectoryLookup lookup;
    private final GroupProvisioning provisioning;
    private final Transactions transactions;

    GroupsApi(
            GroupListing listing,
            UserListing users,
            Directories directories,
            DirectoryLookup lookup,
            GroupProvisioning provisioning,
            Transactions transactions) {
        this.listing = listing;
        this.users = users;
        this.directories = directories;
        this.lookup = lookup;
        this.provisioning = provisioning;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@Context UriInfo uri) {
        var parameters = new Parameters(uri);
        var window = parameters.window(IdType.DIRECTORY_GROUP);
        if (parameters.text("directory").isEmpty() && parameters.text("user").isEmpty()) {
            throw ApiError.invalid(
                            List.of(new ApiError.Problem("directory", SCOPE), new ApiError.Problem("user", SCOPE)))
                    .exception();
        }
        return Page.of(
                transactions.read(() -> listing.list(query(parameters), window)).map(GroupPayload::json));
    }

    private GroupListing.Query query(Parameters parameters) {
        Optional<UUID> directory = parameters.text("directory").map(lookup::get).map(Directory::id);
        Optional<DirectoryUser> user = parameters.text("user").map(this::user);
        return new GroupListing.Query(
                directory.or(() -> user.map(DirectoryUser::directoryId)).orElseThrow(),
                user.map(DirectoryUser::id).orElse(null));
    }

    @GET
    @Path("/{id}")
    public ObjectNode get(@RestPath String id) {
        return transactions
                .read(() -> find(id))
                .map(group -> group.payload().json())
                .orElseThrow(() -> notFound(id));
    }

    /** By hand, against the provider: what it pushes later brings the group back. */
    @DELETE
    @Path("/{id}")
    public Response remove(@RestPath String id) {
        DirectoryGroup group = transactions.call(() -> find(id)).orElseThrow(() -> notFound(id));
        Directory directory =
                transactions.call(() -> directories.get(group.directoryId())).orElseThrow(() -> notFound(id));
        if (!provisioning.remove(DirectoryAccess.of(directory), group.id())) {
            throw notFound(id);
        }
        return Answers.accepted();
    }

    private Optional<DirectoryGroup> find(String id) {
        return IdType.DIRECTORY_GROUP.parse(id).flatMap(listing::get);
    }

    private DirectoryUser user(String id) {
        return IdType.DIRECTORY_USER.parse(id).flatMap(users::get).orElseThrow(() -> UsersApi.notFound(id));
    }

    static ApiException notFound(String id) {
        return ApiError.notFound("Directory Group", id).exception();
    }
}
