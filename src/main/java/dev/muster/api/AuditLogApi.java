package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.tenant.Actor;
import dev.muster.tenant.AuditLog;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /audit_log}: who did what in this environment, by API, dashboard or portal. */
@Path("/audit_log")
@Produces(Json.TYPE)
@RunOnVirtualThread
class AuditLogApi {

    private final AuditLog audit;

    AuditLogApi(AuditLog audit) {
        this.audit = audit;
    }

    @GET
    public ObjectNode list(@Context UriInfo uri) {
        var parameters = new Parameters(uri);
        var window = parameters.window(IdType.AUDIT_ENTRY);
        var query = new AuditLog.Query(
                parameters.text("target").orElse(null),
                parameters.text("action").orElse(null),
                null);
        return Page.of(audit.list(query, window).map(AuditLogApi::view));
    }

    private static ObjectNode view(AuditLog.Entry entry) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "audit_entry");
        json.put("id", IdType.AUDIT_ENTRY.print(entry.id()));
        json.put("action", entry.action());
        json.put("target", entry.target());
        json.set("details", entry.details());
        json.set("actor", view(entry.actor()));
        json.put("created_at", WireTime.print(entry.createdAt()));
        return json;
    }

    private static ObjectNode view(Actor actor) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", actor.kind().wireName());
        json.put("id", actor.printedId());
        json.put("name", actor.name());
        json.put("address", actor.address());
        return json;
    }
}
