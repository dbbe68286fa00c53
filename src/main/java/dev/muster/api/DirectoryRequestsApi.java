package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestLog;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.RestPath;

/** {@code /directories/{id}/requests}: what the identity provider sent and what it was answered. */
@Path("/directories/{id}/requests")
@Produces(Json.TYPE)
@RunOnVirtualThread
class DirectoryRequestsApi {

    private static final Pattern STATUS = Pattern.compile("([1-5])(\\d\\d|xx|XX)");
    private static final Pattern METHOD = Pattern.compile("[A-Za-z]{1,20}");

    private final DirectoryLookup directories;
    private final RequestLog requests;
    private final Transactions transactions;

    DirectoryRequestsApi(DirectoryLookup directories, RequestLog requests, Transactions transactions) {
        this.directories = directories;
        this.requests = requests;
        this.transactions = transactions;
    }

    @GET
    public ObjectNode list(@RestPath String id, @Context UriInfo uri) {
        var parameters = new Parameters(uri);
        var window = parameters.window(IdType.DIRECTORY_REQUEST);
        var wanted = filter(parameters);
        return transactions.call(() -> Page.of(
                requests.recent(directories.get(id).id(), wanted, window).map(DirectoryRequestsApi::view)));
    }

    @GET
    @Path("/{requestId}")
    public ObjectNode get(@RestPath String id, @RestPath String requestId) {
        return transactions
                .call(() -> {
                    UUID directory = directories.get(id).id();
                    return IdType.DIRECTORY_REQUEST.parse(requestId).flatMap(known -> requests.get(directory, known));
                })
                .map(DirectoryRequestsApi::view)
                .orElseThrow(
                        () -> ApiError.notFound("Directory Request", requestId).exception());
    }

    private static RequestLog.Filter filter(Parameters parameters) {
        Optional<String> user = parameters.text("user");
        Optional<String> group = parameters.text("group");
        if (user.isPresent() && group.isPresent()) {
            throw ApiError.invalid("group", "Please provide either \"user\" or \"group\", not both.")
                    .exception();
        }
        return new RequestLog.Filter(
                parameters.text("status").map(DirectoryRequestsApi::statuses).orElse(null),
                parameters.text("method").map(DirectoryRequestsApi::method).orElse(null),
                user.flatMap(IdType.DIRECTORY_USER::parse)
                        .or(() -> group.flatMap(IdType.DIRECTORY_GROUP::parse))
                        .orElse(null),
                user.or(() -> group).orElse(null),
                parameters.time("range_start").orElse(null),
                parameters.time("range_end").orElse(null));
    }

    private static RequestLog.Statuses statuses(String text) {
        Matcher status = STATUS.matcher(text);
        if (!status.matches()) {
            throw ApiError.invalid("status", "status must be a status code such as 409, or a class such as 4xx")
                    .exception();
        }
        int hundreds = Integer.parseInt(status.group(1)) * 100;
        return status.group(2).equalsIgnoreCase("xx")
                ? new RequestLog.Statuses(hundreds, hundreds + 99)
                : new RequestLog.Statuses(Integer.parseInt(text), Integer.parseInt(text));
    }

    private static String method(String text) {
        if (!METHOD.matcher(text).matches()) {
            throw ApiError.invalid("method", "method must be an HTTP method such as PATCH")
                    .exception();
        }
        return text.toUpperCase(Locale.ROOT);
    }

    private static ObjectNode view(LoggedRequest.WithBodies logged) {
        return view(logged.request())
                .put("request_bytes", logged.requestBytes())
                .put("request_body", logged.requestBody())
                .put("response_body", logged.answerBody());
    }

    private static ObjectNode view(LoggedRequest request) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory_request");
        json.put("id", IdType.DIRECTORY_REQUEST.print(request.id()));
        json.put("directory_id", IdType.DIRECTORY.print(request.directoryId()));
        json.put("method", request.method());
        json.put("path", request.path());
        json.put("query", request.query());
        json.put("status", request.status());
        json.put("scim_type", request.scimType());
        json.put("detail", request.detail());
        json.put("duration_ms", request.millis());
        json.put("user_agent", request.caller());
        json.put("token_id", request.tokenId() == null ? null : IdType.DIRECTORY_TOKEN.print(request.tokenId()));
        json.set("subject", subject(request));
        json.put("created_at", WireTime.print(request.at()));
        return json;
    }

    private static ObjectNode subject(LoggedRequest request) {
        if (request.subjectId() == null && request.subjectName() == null) {
            return null;
        }
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("type", request.subjectType().equals("User") ? "directory_user" : "directory_group");
        json.put("id", request.printedSubject());
        json.put("name", request.subjectName());
        return json;
    }
}
