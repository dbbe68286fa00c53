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
import dev.muster.scim.patch.RandomPatches.EmailOp;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
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

    /** E-mails as the set of pairs of type and value that they are. */
    @Test
    void valuePathsDoWhatANaiveModelDoes() {
        long seed = Long.getLong("muster.test.seed", System.nanoTime());
        var patches = new RandomPatches(seed);
        var random = new Random(seed);
        Set<List<String>> model = new LinkedHashSet<>();
        ObjectNode user = Json.object("{'userName':'ann'}");
        for (int i = 0; i < 5_000; i++) {
            EmailOp op = patches.email(random);
            user = apply(user, List.of(op.json()), PatchRules.PROVIDER);
            model = carriedOut(model, op);

            assertThat(emails(user)).as("seed %d after %s", seed, op).isEqualTo(model);
        }
    }

    private static Set<List<String>> carriedOut(Set<List<String>> before, EmailOp op) {
        List<String> own = List.of(op.type(), op.value());
        Set<List<String>> after = new LinkedHashSet<>();
        boolean matched = false;
        for (List<String> entry : before) {
            boolean sameType = entry.getFirst().equals(op.type());
            boolean sameValue = entry.getLast().equals(op.value());
            switch (op.kind()) {
                case APPEND -> after.add(entry);
                case REPLACE_ALL, REMOVE_ALL -> {}
                case SET_BY_TYPE -> after.add(sameType ? own : entry);
                case RETYPE_BY_VALUE -> after.add(sameValue ? own : entry);
                case REMOVE_BY_TYPE, REMOVE_VALUE_BY_TYPE -> {
                    if (!sameType) {
                        after.add(entry);
                    }
                }
            }
            matched |= op.kind() == EmailOp.Kind.SET_BY_TYPE ? sameType : sameValue;
        }
        switch (op.kind()) {
            case APPEND, REPLACE_ALL -> after.add(own);
            case SET_BY_TYPE, RETYPE_BY_VALUE -> {
                if (!matched) {
                    after.add(own);
                }
            }
            case REMOVE_ALL, REMOVE_BY_TYPE, REMOVE_VALUE_BY_TYPE -> {}
        }
        return after;
    }

    private static Set<List<String>> emails(ObjectNode user) {
        Set<List<String>> emails = new LinkedHashSet<>();
        user.path("emails")
                .forEach(email -> emails.add(
                        List.of(email.path("type").asText(), email.path("value").asText())));
        return emails;
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
        return apply(user, ops, PatchRules.STRICT);
    }

    private static ObjectNode apply(ObjectNode user, List<String> ops, PatchRules rules) {
        var parsed = PatchParser.parse(Json.node(RandomPatches.body(ops)));
        return ResourcePatch.apply(ResourceType.USER, user, parsed, rules);
    }

    private static void remember(Map<String, String> model, String text) {
        JsonNode op = Json.node(text);
        String path = op.get("path").asText();
        if (op.get("op").asText().equals("remove")
                || op.get("value").asText(" ").isBlank()) {
            model.remove(path);
        } else {
            model.put(path, op.get("value").asText());
        }
    }

    private static String pointer(String path) {
        int schema = path.lastIndexOf(':');
        return (schema < 0 ? "" : path.substring(0, schema) + "/")
                + path.substring(schema + 1).replace('.', '/');
    }

    private static Map<String, String> plainValues(ObjectNode user) {
        Map<String, String> values = new HashMap<>();
        for (String path : RandomPatches.PLAIN) {
            JsonNode value = user.at("/" + pointer(path));
            if (!value.isMissingNode()) {
                values.put(path, value.asText());
            }
        }
        return values;
    }
}
