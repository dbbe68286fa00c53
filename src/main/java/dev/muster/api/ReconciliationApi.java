package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.Reconciliation;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/reconcile}: where what the application knows differs from what is in the directory. */
@Path("/directories/{id}/reconcile")
@NotReplayed
@RunOnVirtualThread
class ReconciliationApi {

    /** As the router writes it. */
    static final String ADDRESS = "/directories/:id/reconcile";

    /** Room for more than ten million lines. */
    static final long LONGEST_BODY = 1L << 30;

    private final DirectoryLookup directories;
    private final Reconciliation reconciliation;
    private final Transactions transactions;

    ReconciliationApi(DirectoryLookup directories, Reconciliation reconciliation, Transactions transactions) {
        this.directories = directories;
        this.reconciliation = reconciliation;
        this.transactions = transactions;
    }

    @POST
    @Produces(JsonLines.TYPE)
    public Response compare(@RestPath String id, InputStream lines) throws IOException {
        Directory directory = transactions.call(() -> directories.get(id));
        return JsonLines.answer(() -> differences(directory, KnownPeople.read(lines)));
    }

    private JsonLines.Writer differences(Directory directory, KnownPeople known) {
        return answer -> {
            try (known) {
                var written = new Written(answer);
                long compared = reconciliation.compare(directory.id(), known.iterator(), written::line);
                answer.line(written.end(directory, compared));
            }
        };
    }

    private static final class Written {

        private final JsonLines lines;
        private long missing;
        private long unknown;
        private long state;

        Written(JsonLines lines) {
            this.lines = lines;
        }

        void line(Reconciliation.Difference difference) {
            lines.line(
                    switch (difference) {
                        case Reconciliation.Missing(DirectoryUser user) -> {
                            missing++;
                            yield with(line("missing", user.apiId(), null), user);
                        }
                        case Reconciliation.Unknown(Reconciliation.Known known) -> {
                            unknown++;
                            yield line("unknown", known.id(), known.active())
                                    .putNull("state")
                                    .putNull("user");
                        }
                        case Reconciliation.State(Reconciliation.Known known, DirectoryUser user) -> {
                            state++;
                            yield with(line("state", user.apiId(), known.active()), user);
                        }
                    });
        }

        private static ObjectNode line(String difference, UUID id, Boolean known) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("object", "difference")
                    .put("difference", difference)
                    .put("id", IdType.DIRECTORY_USER.print(id))
                    .put("known_state", known == null ? null : word(known));
        }

        private static ObjectNode with(ObjectNode line, DirectoryUser user) {
            return line.put("state", word(user.active()))
                    .set("user", user.payload().json());
        }

        private static String word(boolean active) {
            return active ? "active" : "inactive";
        }

        ObjectNode end(Directory directory, long known) {
            return JsonNodeFactory.instance
                    .objectNode()
                    .put("object", "reconciliation")
                    .put("directory_id", IdType.DIRECTORY.print(directory.id()))
                    .put("known", known)
                    .put("missing", missing)
                    .put("unknown", unknown)
                    .put("different_state", state);
        }
    }
}
