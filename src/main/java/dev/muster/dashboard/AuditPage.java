package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.page.Text;
import dev.muster.tenant.Actor;
import dev.muster.tenant.AuditLog;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;

/** Who did what in this environment, by the dashboard or the API. */
@Path("/dashboard/environments/{environment}/audit")
@RunOnVirtualThread
@SignedIn
class AuditPage {

    private final AuditLog audit;
    private final Visitor visitor;

    AuditPage(AuditLog audit, Visitor visitor) {
        this.audit = audit;
        this.visitor = visitor;
    }

    /** As in the address; blank: does not matter. */
    record Search(String action, String actor, String target) {

        static Search of(String action, String actor, String target) {
            return new Search(
                    Text.given(action).strip(),
                    Text.given(actor).strip(),
                    Text.given(target).strip());
        }

        public boolean isOn() {
            return !action.isEmpty() || !actor.isEmpty() || !target.isEmpty();
        }

        AuditLog.Query query() {
            return new AuditLog.Query(given(target), given(action), actorId());
        }

        Map<String, String> filters() {
            return Map.of("action", action, "actor", actor, "target", target);
        }

        /** Nobody has the id of a word that is none. */
        private UUID actorId() {
            if (actor.isEmpty()) {
                return null;
            }
            return IdType.OPERATOR
                    .parse(actor)
                    .or(() -> IdType.API_KEY.parse(actor))
                    .orElse("system".equals(actor) ? new UUID(0, 0) : new UUID(-1, -1));
        }

        private static String given(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    @CheckedTemplate(basePath = "dashboard/AuditPage")
    static class Templates {
        static native TemplateInstance list(
                String here,
                List<AuditLog.Entry> entries,
                List<String> actions,
                Search search,
                Paging paging,
                String export);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    public TemplateInstance list(
            @RestQuery String action,
            @RestQuery String actor,
            @RestQuery String target,
            @RestQuery String after,
            @RestQuery String before) {
        var search = Search.of(action, actor, target);
        var slice = audit.list(search.query(), Paging.window(IdType.AUDIT_ENTRY, after, before));
        var paging = Paging.of(slice, entry -> IdType.AUDIT_ENTRY.print(entry.id()), here(), search.filters());
        String export = Paging.link(here() + "/export", search.filters(), "format", "csv");
        return Templates.list(here(), slice.rows(), audit.actions(), search, paging, export);
    }

    /** Everything that matches, the newest first, as text that spreadsheets read. */
    @GET
    @Path("export")
    @Produces("text/csv")
    public Response export(@RestQuery String action, @RestQuery String actor, @RestQuery String target) {
        AuditLog.Query query = Search.of(action, actor, target).query();
        StreamingOutput csv = output -> write(query, output);
        return Response.ok(csv)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"audit-log.csv\"")
                .build();
    }

    private void write(AuditLog.Query query, OutputStream output) throws IOException {
        Writer writer = new BufferedWriter(new OutputStreamWriter(output, StandardCharsets.UTF_8));
        writer.write(Csv.line("time", "actor_type", "actor_id", "actor", "address", "action", "target", "details"));
        audit.each(query, entry -> write(entry, writer));
        writer.flush();
    }

    private static void write(AuditLog.Entry entry, Writer writer) {
        Actor actor = entry.actor();
        try {
            writer.write(Csv.line(
                    entry.createdAt().toString(),
                    actor.kind().wireName(),
                    actor.printedId(),
                    actor.name(),
                    Text.given(actor.address()),
                    entry.action(),
                    entry.target(),
                    entry.details().toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String here() {
        return Addresses.of(visitor.environment()) + "/audit";
    }
}
