package dev.muster.scim.filter;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.exceptions.ScimException;
import dev.muster.scim.Json;
import dev.muster.scim.schema.ResourceType;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Another implementation of the RFC must find the same users. */
class FilterAgainstUnboundIdTest {

    private static final List<ObjectNode> USERS = List.of(
            Json.object("{'userName':'ann','active':true,'name':{'givenName':'Ann','familyName':'b'},'title':'x y'}"),
            Json.object("{'userName':'B','active':false,'emails':[{'value':'ann','type':'b'},{'value':'b'}]}"),
            Json.object(
                    "{'userName':'a\\\"b\\\\c','title':'é😀','name':{'familyName':'(a'},'emails':[{'value':']'}]}"));

    @Test
    void sameUsersAreFound() throws ScimException {
        long seed = System.nanoTime();
        var filters = new RandomFilters(seed);
        for (int i = 0; i < 3_000; i++) {
            Filter filter = filters.next(3);
            for (ObjectNode user : USERS) {
                assertThat(FilterEvaluator.matches(filter, ResourceType.USER, user))
                        .as("seed %d: %s on %s", seed, filter.text(), user)
                        .isEqualTo(accordingToUnboundId(filter, user));
            }
        }
    }

    private static boolean accordingToUnboundId(Filter filter, ObjectNode user) throws ScimException {
        var parsed = com.unboundid.scim2.common.filters.Filter.fromString(filter.text());
        return com.unboundid.scim2.common.utils.FilterEvaluator.evaluate(parsed, user);
    }
}
