package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.patch.GroupMembers;
import dev.muster.scim.patch.MemberPatch;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.patch.PatchParser;
import dev.muster.scim.patch.PatchRules;
import dev.muster.scim.patch.ResourcePatch;
import dev.muster.scim.schema.Blank;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a client sends is either understood or refused as its mistake; it is never an error of ours. */
class RandomBodiesTest {

    private static final int BODIES = 20_000;

    private static final Set<String> NEVER_STORED = Set.of(
            "id",
            "meta",
            "schemas",
            "groups",
            "password",
            "name.givenName",
            "emails.value",
            "urn:ietf:params:scim:schemas:core:2.0:User");

    private final long seed = Long.getLong("muster.test.seed", System.nanoTime());
    private final RandomBodies bodies = new RandomBodies(seed);

    @Test
    void resourcesAreReadOnceAndForAll() {
        for (int i = 0; i < BODIES; i++) {
            ObjectNode body = bodies.resource();
            ResourceType type = body.has("userName") ? ResourceType.USER : ResourceType.GROUP;
            ObjectNode sent = body.deepCopy();

            Optional<ObjectNode> read = unlessRefused(body, () -> ResourceReader.read(type, body));
            unlessRefused(body, () -> GroupMembers.of(body));

            assertThat(body).as("seed %d", seed).isEqualTo(sent);
            read.ifPresent(resource -> assertNormalized(type, resource));
        }
    }

    @Test
    void patchesLeaveANormalizedResourceOrNone() {
        ObjectNode user = Json.object("{'userName':'u'}");
        for (int i = 0; i < BODIES; i++) {
            ObjectNode body = bodies.patch();
            ObjectNode before = user;
            Optional<ObjectNode> after = unlessRefused(body, () -> applied(before, PatchParser.parse(body)));
            unlessRefused(body, () -> MemberPatch.split(PatchParser.parse(body)).delta());

            after.ifPresent(resource -> assertNormalized(ResourceType.USER, resource));
            user = after.filter(resource -> resource.size() < 20).orElse(user);
        }
    }

    private static ObjectNode applied(ObjectNode user, List<PatchOp> ops) {
        return ResourcePatch.apply(ResourceType.USER, user, ops, PatchRules.PROVIDER);
    }

    private void assertNormalized(ResourceType type, ObjectNode resource) {
        assertThat(ResourceReader.normalize(type, resource)).as("seed %d", seed).isEqualTo(resource);
        assertThat(Json.node(resource.toString())).as("seed %d", seed).isEqualTo(resource);
        assertThat(Projection.everything(type).apply(resource))
                .as("seed %d", seed)
                .isEqualTo(resource);
        assertThat(blanks(resource)).as("seed %d: %s", seed, resource).isEmpty();
        assertThat(resource.propertyStream().map(Map.Entry::getKey))
                .as("seed %d: %s", seed, resource)
                .noneMatch(key -> type == ResourceType.USER ? NEVER_STORED.contains(key) : key.equals("password"));
    }

    private static List<JsonNode> blanks(JsonNode node) {
        Stream<JsonNode> inside = node.valueStream().flatMap(child -> blanks(child).stream());
        return Blank.is(node) ? List.of(node) : inside.toList();
    }

    private <T> Optional<T> unlessRefused(ObjectNode body, Supplier<T> reading) {
        try {
            return Optional.of(reading.get());
        } catch (ScimException refused) {
            return Optional.empty();
        } catch (RuntimeException ours) {
            throw new AssertionError("seed " + seed + ": " + body, ours);
        }
    }
}
