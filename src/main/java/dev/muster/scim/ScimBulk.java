package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;
import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.AnyCase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;

/** {@code /Bulk}: many operations in one request, each with a transaction and a status of its own. */
@ApplicationScoped
class ScimBulk {

    static final int MOST_OPERATIONS = 1_000;
    static final int LONGEST_BODY = 8 * Address.MIB;

    private final BulkOperations operations;

    ScimBulk(BulkOperations operations) {
        this.operations = operations;
    }

    Answer perform(Call call) {
        JsonNode sent = AnyCase.get(call.body(), "Operations");
        if (!sent.isArray()) {
            throw INVALID_SYNTAX.because("A bulk request needs a list of \"Operations\".");
        }
        if (sent.size() > MOST_OPERATIONS) {
            throw Refusal.of(
                    413,
                    "At most " + MOST_OPERATIONS + " operations fit into one request; " + sent.size() + " were sent.");
        }
        int mostErrors = AnyCase.get(call.body(), "failOnErrors").asInt(0);
        List<BulkOperation> wanted =
                sent.valueStream().map(BulkOperation::parse).toList();
        refuseRepeatedNames(wanted);
        var run = new BulkRun(call, operations, wanted, mostErrors > 0 ? mostErrors : Integer.MAX_VALUE);
        ObjectNode response = Messages.of(Messages.BULK_RESPONSE);
        response.putArray("Operations").addAll(run.perform());
        return Answer.of(200, response);
    }

    /** Whoever refers to a name that two operations have could mean either (RFC 7644 section 3.7). */
    private static void refuseRepeatedNames(List<BulkOperation> wanted) {
        var names = new HashSet<String>();
        wanted.stream()
                .filter(BulkOperation::creates)
                .flatMap(operation -> operation.bulkId().stream())
                .filter(name -> !names.add(name))
                .findFirst()
                .ifPresent(name -> {
                    throw INVALID_VALUE.because("The bulkId \"" + shown(name)
                            + "\" is used by two operations; each that creates something needs its own.");
                });
    }

    private static String shown(String name) {
        return name.length() <= 60 ? name : name.substring(0, 60) + "…";
    }
}
