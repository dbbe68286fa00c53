package dev.muster.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.JsonUtils;
import dev.muster.scim.Json;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomPatchTest {

    private static final ObjectMapper UNBOUND_ID = JsonUtils.createObjectMapper();

    @Test
    void singleValuesFollowTheLastOperationOnThem() {
        long seed = System.nanoTime();
        var patches = new RandomPatches(seed);
        Map<String, String> model = new HashMap<>();
        ObjectNode user = Json.object("{'userName':'ann'}");
        for (int i = 0; i < 2_000; i++) {
            String op = patches.plain();
            user = apply(user, List.of(op));
            remember(model, op);

            assertThat(plainValues(user)).as("seed %d after %s", seed, op).isEqualTo(model);
        }
    }

    @Test
    void severalOperationsAreTheSameAsOneAfterTheOther() {
        long seed = System.nanoTime();
        var patches = new RandomPatches(seed);
        ObjectNode user = Json.object("{'userName':'ann'}");
        for (int i = 0; i < 1_000; i++) {
            List<String> ops = patches.several(patches::any);
            ObjectNode oneByOne = user;
            for (String op : ops) {
                oneByOne = apply(oneByOne, List.of(op));
            }
            user = apply(user, ops);

            assertThat(user).as("seed %d: %s", seed, ops).isEqualTo(oneByOne);
            assertThat(ResourceReader.normalize(ResourceType.USER, user)).isEqualTo(user);
        }
    }

    /** Where UnboundID's library follows the RFC, both come to the same. */
    @Test
    void resultIsThatOfAnotherImplementation() throws Exception {
        long seed = System.nanoTime();
        var patches = new RandomPatches(seed);
        ObjectNode user = Json.object("{'userName':'ann'}");
        for (int i = 0; i < 1_000; i++) {
            List<String> ops = patches.several(patches::agreed);
            ObjectNode theirs = accordingToUnboundId(user, ops);
            user = apply(user, ops);

            assertThat(user)
                    .as("seed %d: %s", seed, ops)
                    .isEqualTo(ResourceReader.normalize(ResourceType.USER, theirs));
        }
    }

    private static ObjectNode accordingToUnboundId(ObjectNode user, List<String> ops)
            throws ScimException, com.fasterxml.jackson.core.JsonProcessingException {
        var resource = new GenericScimResource(user.deepCopy());
        UNBOUND_ID.readValue(RandomPatches.body(ops), PatchRequest.class).apply(resource);
        return resource.getObjectNode();
    }

    private static ObjectNode apply(ObjectNode user, List<String> ops) {
        var parsed = PatchParser.parse(Json.node(RandomPatches.body(ops)));
        return ResourcePatch.apply(ResourceType.USER, user, parsed, PatchRules.STRICT);
    }

    private static void remember(Map<String, String> model, String text) {
        JsonNode op = Json.node(text);
        String path = op.get("path").asText();
        if (op.get("op").asText().equals("remove")) {
            model.remove(path);
        } else {
            model.put(path, op.get("value").asText());
        }
    }

    private static Map<String, String> plainValues(ObjectNode user) {
        Map<String, String> values = new HashMap<>();
        for (String path : List.of("title", "nickName", "name.givenName", "name.familyName")) {
            JsonNode value = user.at("/" + path.replace('.', '/'));
            if (!value.isMissingNode()) {
                values.put(path, value.asText());
            }
        }
        return values;
    }
}
