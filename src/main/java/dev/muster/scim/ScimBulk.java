package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.AnyCase;
import jakarta.enterprise.context.ApplicationScoped;
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
        var run = new BulkRun(call, operations, wanted, mostErrors > 0 ? mostErrors : Integer.MAX_VALUE);
        ObjectNode response = Messages.of(Messages.BULK_RESPONSE);
        response.putArray("Operations").addAll(run.perform());
        return Answer.of(200, response);
    }
}
