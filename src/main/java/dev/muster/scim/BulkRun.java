package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One bulk request on its way: operations in their order, except that one which refers to what another creates waits for
 * it. Those that wait for each other in a circle are refused with 409 (RFC 7644 section 3.7.1).
 */
final class BulkRun {

    private record Waiting(int position, BulkOperation operation, Set<String> references) {}

    private final Call bulk;
    private final BulkOperations operations;
    private final int mostErrors;
    private final Set<String> promised;
    private final List<Waiting> waiting = new ArrayList<>();
    /** Ids by bulkId; empty where the creation failed. */
    private final Map<String, Optional<String>> created = new HashMap<>();

    private final ObjectNode[] results;
    private int errors;

    /** @param mostErrors after so many failures the rest is not tried */
    BulkRun(Call bulk, BulkOperations operations, List<BulkOperation> wanted, int mostErrors) {
        this.bulk = bulk;
        this.operations = operations;
        this.mostErrors = mostErrors;
        this.results = new ObjectNode[wanted.size()];
        this.promised = wanted.stream()
                .filter(BulkOperation::creates)
                .flatMap(operation -> operation.bulkId().stream())
                .collect(Collectors.toSet());
        for (BulkOperation operation : wanted) {
            waiting.add(new Waiting(waiting.size(), operation, operation.references()));
        }
    }

    /** The outcome of each operation that was tried, in the order of the request. */
    List<ObjectNode> perform() {
        while (!waiting.isEmpty() && errors < mostErrors) {
            if (!performReady()) {
                refuseCircle();
            }
        }
        return Arrays.stream(results).filter(Objects::nonNull).toList();
    }

    /** Whether any could be performed. */
    private boolean performReady() {
        int before = waiting.size();
        for (Waiting next : List.copyOf(waiting)) {
            if (errors < mostErrors && isReady(next)) {
                waiting.remove(next);
                finish(next, answer(next));
            }
        }
        return waiting.size() < before;
    }

    private boolean isReady(Waiting next) {
        return next.references().stream().noneMatch(name -> promised.contains(name) && !created.containsKey(name));
    }

    private Answer answer(Waiting next) {
        for (String name : next.references()) {
            if (!promised.contains(name)) {
                return Refusal.of(INVALID_VALUE.because(
                                "bulkId:" + name + " is created by no operation of this request."))
                        .answer();
            }
            if (created.get(name).isEmpty()) {
                return Refusal.of(409, "bulkId:" + name + " could not be created, so this was not tried.")
                        .answer();
            }
        }
        Map<String, String> ids = next.references().stream()
                .collect(
                        Collectors.toMap(name -> name, name -> created.get(name).orElseThrow()));
        return operations.perform(bulk, next.operation().resolved(ids));
    }

    private void refuseCircle() {
        for (Waiting stuck : List.copyOf(waiting)) {
            waiting.remove(stuck);
            finish(
                    stuck,
                    Refusal.of(409, "The references by bulkId lead in a circle.")
                            .answer());
        }
    }

    private void finish(Waiting done, Answer answer) {
        boolean failed = answer.status() >= 400;
        errors += failed ? 1 : 0;
        BulkOperation operation = done.operation();
        if (operation.creates()) {
            Optional<String> id = failed
                    ? Optional.empty()
                    : Optional.of(answer.body().path("id").asText());
            operation.bulkId().ifPresent(name -> created.put(name, id));
        }
        results[done.position()] = result(operation, answer, failed);
    }

    private ObjectNode result(BulkOperation operation, Answer answer, boolean failed) {
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        location(operation, answer).ifPresent(address -> result.put("location", address));
        result.put("method", operation.method());
        operation.bulkId().ifPresent(name -> result.put("bulkId", name));
        Optional.ofNullable(answer.headers().get("ETag")).ifPresent(tag -> result.put("version", tag));
        result.put("status", Integer.toString(answer.status()));
        if (failed) {
            result.set("response", answer.body());
        }
        return result;
    }

    private Optional<String> location(BulkOperation operation, Answer answer) {
        return Optional.ofNullable(answer.headers().get("Location"))
                .or(() -> operation.creates()
                        ? Optional.empty()
                        : Optional.of(bulk.caller().base() + "/" + String.join("/", operation.path())));
    }
}
