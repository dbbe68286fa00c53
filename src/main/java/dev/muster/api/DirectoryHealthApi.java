package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.health.Finding;
import dev.muster.health.Health;
import dev.muster.health.HealthReport;
import dev.muster.id.IdType;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/health}: how the synchronization is doing, and what to do about it. */
@Path("/directories/{id}/health")
@Produces(Json.TYPE)
@RunOnVirtualThread
class DirectoryHealthApi {

    private final Health health;
    private final Transactions transactions;

    DirectoryHealthApi(Health health, Transactions transactions) {
        this.health = health;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode get(@RestPath String id) {
        return transactions
                .call(() -> IdType.DIRECTORY.parse(id).flatMap(health::of))
                .map(DirectoryHealthApi::view)
                .orElseThrow(() -> DirectoriesApi.notFound(id));
    }

    private static ObjectNode view(HealthReport report) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_health");
        json.put("state", report.state().wireName());
        json.put("last_request_at", Times.print(report.lastRequestAt().orElse(null)));
        json.put("last_write_at", Times.print(report.lastWriteAt().orElse(null)));
        json.put("last_success_at", Times.print(report.lastSuccessAt().orElse(null)));
        json.put("last_error_at", Times.print(report.lastErrorAt().orElse(null)));
        json.put("caller", report.caller().orElse(null));
        json.putObject("counters")
                .put("requests", report.counts().all())
                .put("succeeded", report.counts().succeeded())
                .put("rejected", report.counts().rejected())
                .put("refused", report.counts().refused())
                .put("failed", report.counts().failed());
        var checklist = json.putArray("checklist");
        report.checklist().forEach(step -> checklist.add(view(step)));
        var findings = json.putArray("findings");
        report.findings().forEach(finding -> findings.add(view(finding)));
        var muted = json.putArray("muted_findings");
        report.muted()
                .forEach(hidden -> muted.add(view(hidden.finding())
                        .put("muted_finding_id", hidden.wish().printedId())
                        .put("muted_until", Times.print(hidden.wish().expiresAt()))));
        return json;
    }

    private static ObjectNode view(HealthReport.Step step) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", step.code());
        json.put("title", step.title());
        json.put("done", step.done());
        return json.put("at", Times.print(step.at().orElse(null)));
    }

    private static ObjectNode view(Finding finding) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("code", finding.code().wireName());
        json.put("severity", finding.severity().wireName());
        json.put("title", finding.code().title());
        if (finding.subject() == null) {
            json.putNull("subject");
        } else {
            json.putObject("subject")
                    .put("id", finding.subject().id())
                    .put("name", finding.subject().name());
        }
        json.put("evidence", finding.evidence());
        json.put("cause", finding.cause());
        json.put("remedy", finding.remedy());
        json.put("first_seen", Times.print(finding.first()));
        json.put("last_seen", Times.print(finding.last()));
        json.put("count", finding.count());
        return json.put("request_id", finding.printedRequest());
    }
}
