package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectorySnapshots;
import dev.muster.event.StoredEvent;
import dev.muster.event.payload.GroupPayload;
import dev.muster.event.payload.UserPayload;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/**
 * {@code /directories/{id}/snapshot}: everything in a directory at one moment, a line each, and after which event to go on:
 * the snapshot and the events behind it make the state, exactly.
 */
@Path("/directories/{id}/snapshot")
@RunOnVirtualThread
class SnapshotApi {

    private final DirectoryLookup directories;
    private final DirectorySnapshots snapshots;
    private final Transactions transactions;

    SnapshotApi(DirectoryLookup directories, DirectorySnapshots snapshots, Transactions transactions) {
        this.directories = directories;
        this.snapshots = snapshots;
        this.transactions = transactions;
    }

    @GET
    @Produces(JsonLines.TYPE)
    public Response read(@RestPath String id) throws IOException {
        Directory directory = transactions.call(() -> directories.get(id));
        return JsonLines.answer(lines -> {
            var written = new Written(lines);
            var after = snapshots.tell(DirectoryAccess.of(directory), written);
            lines.line(written.end(directory, after.map(IdType.EVENT::print).orElse(null)));
        });
    }

    private static final class Written implements DirectorySnapshots.Listener {

        private final JsonLines lines;
        private long users;
        private long groups;
        private long memberships;
        private long events;

        Written(JsonLines lines) {
            this.lines = lines;
        }

        @Override
        public void user(UserPayload user) {
            lines.line(user.json());
            users++;
        }

        @Override
        public void group(GroupPayload group) {
            lines.line(group.json());
            groups++;
        }

        @Override
        public void membership(UUID group, UUID user) {
            lines.line(JsonNodeFactory.instance
                    .objectNode()
                    .put("object", "directory_membership")
                    .put("group_id", IdType.DIRECTORY_GROUP.print(group))
                    .put("user_id", IdType.DIRECTORY_USER.print(user)));
            memberships++;
        }

        @Override
        public void event(StoredEvent event) {
            lines.line(event.body());
            events++;
        }

        /** @param after null: from the oldest event on */
        ObjectNode end(Directory directory, String after) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("object", "directory_snapshot")
                    .put("directory_id", IdType.DIRECTORY.print(directory.id()))
                    .put("users", users)
                    .put("groups", groups)
                    .put("memberships", memberships)
                    .put("events", events)
                    .put("after", after);
        }
    }
}
