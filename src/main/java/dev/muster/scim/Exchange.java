package dev.muster.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.requestlog.NewRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/** A request from its coming to its answer, for the request log. */
final class Exchange {

    private static final int ERROR = 400;
    private static final int UNAUTHORIZED = 401;

    private final UUID id = Ulids.next();
    private final long startedNanos = System.nanoTime();
    private final HttpServerRequest request;
    private final RequestBody body;
    private String endpointKey = "";
    private List<String> steps = List.of();
    private DirectoryAccess directory;

    Exchange(HttpServerRequest request, RequestBody body) {
        this.request = request;
        this.body = body;
        request.response().putHeader("X-Request-ID", IdType.DIRECTORY_REQUEST.print(id));
    }

    /** @param steps below the directory's base URL, as they were written */
    void addressed(String endpointKey, List<String> steps) {
        this.endpointKey = endpointKey;
        this.steps = steps;
    }

    /** The caller has shown a living token of this directory. */
    void entered(DirectoryAccess directory) {
        this.directory = directory;
    }

    NewRequest answered(Answer answer) {
        boolean error = answer.status() >= ERROR;
        boolean writes = Address.hasBody(request.method().name());
        boolean stranger = answer.status() == UNAUTHORIZED;
        return new NewRequest(
                id,
                directory == null ? null : directory.environmentId(),
                directory == null ? null : directory.directoryId(),
                directory == null ? null : directory.tokenId(),
                endpointKey,
                request.method().name(),
                "/" + String.join("/", steps),
                request.query(),
                answer.status(),
                TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - startedNanos),
                error ? answer.body().path("scimType").textValue() : null,
                error ? answer.body().path("detail").textValue() : null,
                request.getHeader("User-Agent"),
                subject(answer),
                writes && !stranger && !aboutOnePerson() ? NamedPeople.in(body.whole()) : List.of(),
                body.length(),
                writes && !stranger ? body.head(NewRequest.MOST_BYTES) : null,
                error && !stranger || writes && !search() ? AnswerHead.of(answer.body(), NewRequest.MOST_BYTES) : null);
    }

    private boolean aboutOnePerson() {
        return !steps.isEmpty() && steps.getFirst().equals("Users");
    }

    private boolean search() {
        return !steps.isEmpty() && steps.getLast().equals(".search");
    }

    /** The resource in the path, else the one that was made, else the only one that was found. */
    private NewRequest.Subject subject(Answer answer) {
        IdType type = steps.isEmpty() ? null : idType(steps.getFirst());
        if (type == null) {
            return NewRequest.Subject.NONE;
        }
        boolean user = type == IdType.DIRECTORY_USER;
        JsonNode resource = resource(answer.body());
        String printed = steps.size() > 1 && !search()
                ? steps.get(1)
                : resource.path("id").textValue();
        return new NewRequest.Subject(
                user ? "User" : "Group",
                type.parse(printed).orElse(null),
                resource.path(user ? "userName" : "displayName").textValue());
    }

    private static JsonNode resource(ObjectNode body) {
        if (body == null) {
            return MissingNode.getInstance();
        }
        JsonNode found = body.path("Resources");
        return found.size() == 1 ? found.get(0) : body;
    }

    private static IdType idType(String step) {
        return switch (step) {
            case "Users" -> IdType.DIRECTORY_USER;
            case "Groups" -> IdType.DIRECTORY_GROUP;
            default -> null;
        };
    }
}
