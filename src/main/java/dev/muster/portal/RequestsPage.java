package dev.muster.portal;

import dev.muster.health.RequestHistory;
import dev.muster.id.IdType;
import dev.muster.organization.PortalIntent;
import dev.muster.page.Paging;
import dev.muster.requestlog.RequestSearch;
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
import org.jboss.resteasy.reactive.RestQuery;

/** What the identity provider sent, what it was answered, and what to do about a refusal. */
@Path("/portal/directories/{directory}/requests")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@Admitted(PortalIntent.DSYNC)
class RequestsPage {

    private final DirectoryFrames frames;
    private final RequestHistory history;
    private final Transactions transactions;

    RequestsPage(DirectoryFrames frames, RequestHistory history, Transactions transactions) {
        this.frames = frames;
        this.history = history;
        this.transactions = transactions;
    }

    @CheckedTemplate(basePath = "portal/RequestsPage")
    static class Templates {
        static native TemplateInstance list(
                DirectoryFrame frame, List<RequestHistory.Entry> requests, RequestSearch wanted, Paging paging);

        static native TemplateInstance show(DirectoryFrame frame, RequestHistory.Told told);
    }

    @GET
    public TemplateInstance list(
            String directory,
            @RestQuery String search,
            @RestQuery String outcome,
            @RestQuery String method,
            @RestQuery String after,
            @RestQuery String before) {
        var frame = frames.live(directory, "requests");
        var wanted = RequestSearch.of(search, outcome, method);
        Slice<RequestHistory.Entry> slice = transactions.call(() -> history.page(
                frame.connection().directory(), wanted, Paging.window(IdType.DIRECTORY_REQUEST, after, before)));
        var paging = Paging.of(
                slice,
                entry -> entry.request().printedId(),
                frame.connection().address() + "/requests",
                wanted.parameters());
        return Templates.list(frame, slice.rows(), wanted, paging);
    }

    @GET
    @Path("{request}")
    public TemplateInstance show(String directory, String request) {
        var frame = frames.still(directory, "requests");
        return IdType.DIRECTORY_REQUEST
                .parse(request)
                .flatMap(id ->
                        transactions.call(() -> history.get(frame.connection().directory(), id)))
                .map(told -> Templates.show(frame, told))
                .orElseThrow(Refusal::unknown);
    }
}
