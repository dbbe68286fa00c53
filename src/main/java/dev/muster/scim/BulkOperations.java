package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_SYNTAX;

import dev.muster.scim.error.ScimException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/** Carries out single operations as if each were a request. */
@ApplicationScoped
class BulkOperations {

    private static final Logger LOG = Logger.getLogger(BulkOperations.class);
    private static final Set<String> METHODS = Set.of("POST", "PUT", "PATCH", "DELETE");

    private final ResourceAddresses addresses;

    BulkOperations(ResourceAddresses addresses) {
        this.addresses = addresses;
    }

    /** The answer, whatever it is. */
    Answer perform(Call bulk, BulkOperation operation) {
        try {
            return action(operation).perform(call(bulk, operation));
        } catch (Refusal refusal) {
            return refusal.answer();
        } catch (ScimException mistake) {
            return Refusal.of(mistake).answer();
        } catch (RuntimeException e) {
            LOG.errorf(e, "bulk operation %s %s failed", operation.method(), operation.path());
            return Refusal.failed().answer();
        }
    }

    private Action action(BulkOperation operation) {
        Address address = addresses
                .find(operation.path())
                .orElseThrow(() -> Refusal.of(404, "There is no such path; operations work on /Users and /Groups."));
        if (!METHODS.contains(operation.method())) {
            throw Refusal.of(405, "The method of a bulk operation is POST, PUT, PATCH or DELETE.");
        }
        return Optional.of(address)
                .filter(known -> !operation.path().getLast().equals(ResourceAddresses.SEARCH))
                .flatMap(known -> known.action(operation.method()))
                .orElseThrow(() -> Refusal.of(405, operation.method() + " is not possible there."));
    }

    private static Call call(Call bulk, BulkOperation operation) {
        if (Address.hasBody(operation.method()) && operation.data() == null) {
            throw INVALID_SYNTAX.because("\"data\" is missing; it must be what the body of a single request would be.");
        }
        return new Call(
                bulk.caller(),
                operation.path(),
                Parameters.NONE,
                new Preconditions(operation.version().orElse(null), null),
                operation.data());
    }
}
