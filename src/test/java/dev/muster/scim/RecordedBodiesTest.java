package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.patch.GroupMembers;
import dev.muster.scim.patch.MemberPatch;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.patch.PatchParser;
import dev.muster.scim.patch.PatchRules;
import dev.muster.scim.patch.ResourcePatch;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every body of the recorded traffic that providers expect to succeed is understood. */
class RecordedBodiesTest {

    private static final String USER =
            "{'userName':'u','emails':[{'type':'work','value':'w@x.test'},{'type':'home','value':'h@x.test'}]}";
    private static final Path TRACES = Path.of("src/test/resources/idp-traces");

    @Test
    void bodiesOfAllProvidersAreUnderstood() {
        List<JsonNode> steps = steps().filter(RecordedBodiesTest::succeeds).toList();

        assertThat(steps).hasSizeGreaterThan(100);
        assertThat(steps)
                .allSatisfy(step ->
                        assertThatCode(() -> understand(step)).as("%s", step).doesNotThrowAnyException());
    }

    private static void understand(JsonNode step) {
        JsonNode request = step.get("request");
        boolean group = request.get("path").asText().contains("/Groups");
        var body = (ObjectNode) request.get("body");
        if (request.get("method").asText().equals("PATCH")) {
            patch(group, PatchParser.parse(body));
        } else if (group) {
            ResourceReader.read(ResourceType.GROUP, body);
            GroupMembers.of(body);
        } else {
            ResourceReader.read(ResourceType.USER, body);
        }
    }

    private static void patch(boolean group, List<PatchOp> ops) {
        if (group) {
            var own = MemberPatch.split(ops).own();
            ResourcePatch.apply(ResourceType.GROUP, Json.object("{'displayName':'g'}"), own, PatchRules.PROVIDER);
        } else {
            ResourcePatch.apply(ResourceType.USER, Json.object(USER), ops, PatchRules.PROVIDER);
        }
    }

    private static boolean succeeds(JsonNode step) {
        JsonNode body = step.at("/request/body");
        boolean resource = step.at("/request/path").asText().matches("/+(Users|Groups)(/(?!\\.search).*)?");
        boolean accepted = step.at("/expect/status").valueStream().allMatch(status -> status.asInt() < 300);
        return resource && accepted && body.isObject() && !body.has("$merge");
    }

    private static Stream<JsonNode> steps() {
        try (Stream<Path> files = Files.list(TRACES)) {
            return files
                    .filter(file -> file.toString().endsWith(".jsonl"))
                    .flatMap(RecordedBodiesTest::lines)
                    .filter(line -> !line.isBlank())
                    .map(Json::node)
                    .toList()
                    .stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
