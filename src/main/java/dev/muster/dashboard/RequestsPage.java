package dev.muster.dashboard;

import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryTokens;
import dev.muster.directory.ScimAddresses;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestLog;
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

/** What a directory's provider sent, and what it was answered. */
@Path("/dashboard/environments/{environment}/directories/{directory}/requests")
@Produces(MediaType.TEXT_HTML)
@RunOnVirtualThread
@SignedIn
class RequestsPage {

    private static final int LONGEST_SEARCH = 200;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Map<String, RequestLog.Statuses> OUTCOMES = Map.of(
            "done", new RequestLog.Statuses(200, 399),
            "refused", new RequestLog.Statuses(400, 599),
            "rejected", new RequestLog.Statuses(401, 401),
            "conflict", new RequestLog.Statuses(409, 409));

    private final DirectoryFrames frames;
    private final RequestLog requests;
    private final DirectoryTokens tokens;
    private final ScimAddresses endpoints;
    private final Transactions transactions;

    RequestsPage(
            DirectoryFrames frames,
            RequestLog requests,
            DirectoryTokens tokens,
            ScimAddresses endpoints,
            Transactions transactions) {
        this.frames = frames;
        this.requests = requests;
        this.tokens = tokens;
        this.endpoints = endpoints;
        this.transactions = transactions;
    }

    /** What was typed into the filter; blank for all. */
    record Wanted(String search, String outcome, String method) {
        public boolean all() {
            return search.isEmpty() && outcome.isEmpty() && method.isEmpty();
        }
    }

    @CheckedTemplate(basePath = "dashboard/RequestsPage")
    static class Templates {
        static native TemplateInstance list(
                DirectoryFrame frame, List<LoggedRequest> requests, Wanted wanted, List<String> methods, Paging paging);

        static native TemplateInstance show(
                DirectoryFrame frame, LoggedRequest.WithBodies logged, String token, String curl);
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
        var wanted = new Wanted(
                Text.of(search, LONGEST_SEARCH).orElse(""),
                OUTCOMES.containsKey(Text.given(outcome)) ? outcome : "",
                METHODS.contains(Text.given(method)) ? method : "");
        Slice<LoggedRequest> slice = transactions.call(() -> requests.recent(
                frame.directory().id(), filter(wanted), Paging.window(IdType.DIRECTORY_REQUEST, after, before)));
        return Templates.list(frame, slice.rows(), wanted, METHODS, paging(frame, slice, wanted));
    }

    @GET
    @Path("{request}")
    public TemplateInstance show(String directory, String request) {
        var frame = frames.still(directory, "requests");
        LoggedRequest.WithBodies logged = IdType.DIRECTORY_REQUEST
                .parse(request)
                .flatMap(id ->
                        transactions.call(() -> requests.get(frame.directory().id(), id)))
                .orElseThrow(Refusal::unknown);
        return Templates.show(
                frame, logged, token(frame, logged.request()), logged.curl(endpoints.of(frame.directory())));
    }

    private String token(DirectoryFrame frame, LoggedRequest request) {
        if (request.tokenId() == null) {
            return "None of this directory";
        }
        return transactions.call(() -> tokens.list(frame.directory())).stream()
                .filter(token -> token.id().equals(request.tokenId()))
                .map(DirectoryToken::suffix)
                .map(suffix -> "dst_••••" + suffix)
                .findFirst()
                .orElse("One that was revoked or has expired since");
    }

    private static RequestLog.Filter filter(Wanted wanted) {
        String search = wanted.search();
        return new RequestLog.Filter(
                OUTCOMES.get(wanted.outcome()),
                wanted.method().isEmpty() ? null : wanted.method(),
                IdType.DIRECTORY_USER
                        .parse(search)
                        .or(() -> IdType.DIRECTORY_GROUP.parse(search))
                        .orElse(null),
                search.isEmpty() ? null : search,
                null,
                null);
    }

    private static Paging paging(DirectoryFrame frame, Slice<LoggedRequest> slice, Wanted wanted) {
        return Paging.of(
                slice,
                request -> IdType.DIRECTORY_REQUEST.print(request.id()),
                Addresses.of(frame.directory()) + "/requests",
                Map.of("search", wanted.search(), "outcome", wanted.outcome(), "method", wanted.method()));
    }
}
