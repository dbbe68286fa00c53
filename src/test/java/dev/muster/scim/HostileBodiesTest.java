package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.patch.MemberPatch;
import dev.muster.scim.patch.PatchParser;
import dev.muster.scim.patch.PatchRules;
import dev.muster.scim.patch.ResourcePatch;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** One megabyte of anything costs a fraction of a second and ends in a 400. */
class HostileBodiesTest {

    private static final Duration SOON = Duration.ofSeconds(2);

    static Stream<Arguments> users() {
        return Stream.of(
                Arguments.of(
                        "values", "{'userName':'u','emails':[" + many(20_000, i -> "{'value':'" + i + "'}") + "]}"),
                Arguments.of("names", "{'userName':'u'," + many(20_000, i -> "'k" + i + "':1") + "}"),
                Arguments.of("dotted names", "{'userName':'u'," + many(20_000, i -> "'name.k" + i + "':1") + "}"),
                Arguments.of("names inside", "{'userName':'u','name':{" + many(20_000, i -> "'a.k" + i + "':1") + "}}"),
                Arguments.of("unknown list", "{'userName':'u','x':[" + many(100_000, i -> "1") + "]}"),
                Arguments.of("nesting", "{'userName':'u','x':" + "[".repeat(900) + "]".repeat(900) + "}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("users")
    void exaggeratedUserIsRefused(String kind, String text) {
        ObjectNode body = Json.object(text);

        assertRefusedSoon(() -> ResourceReader.read(ResourceType.USER, body));
    }

    static Stream<Arguments> patches() {
        return Stream.of(
                Arguments.of("operations", many(15_000, i -> "{'op':'add','path':'emails','value':'" + i + "'}")),
                Arguments.of("additions", many(900, i -> "{'op':'add','path':'emails','value':'" + i + "'}")),
                Arguments.of(
                        "lists",
                        many(900, i -> "{'op':'add','path':'x','value':['" + i + "']}")
                                + ",{'op':'add','path':'x','value':[" + many(501, i -> "'v" + i + "'") + "]}"),
                Arguments.of("names", "{'op':'add','value':{" + many(20_000, i -> "'k" + i + "':1") + "}}"),
                Arguments.of(
                        "names, bit by bit",
                        many(900, op -> "{'op':'add','value':{" + many(50, i -> "'k" + op + "x" + i + "':1") + "}}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("patches")
    void exaggeratedPatchIsRefused(String kind, String ops) {
        JsonNode body = Json.node("{'Operations':[" + ops + "]}");
        ObjectNode user = Json.object("{'userName':'u'}");

        assertRefusedSoon(
                () -> ResourcePatch.apply(ResourceType.USER, user, PatchParser.parse(body), PatchRules.STRICT));
    }

    @Test
    void manyMembersAreWelcome() {
        String ops = many(20_000, i -> "{'op':'add','path':'members','value':[{'value':'" + i + "'}]}");
        JsonNode body = Json.node("{'Operations':[" + ops + "]}");

        Duration cost = ProcessorTime.of(() -> assertThat(
                        MemberPatch.split(PatchParser.parse(body)).delta().adds())
                .hasSize(20_000));

        assertThat(cost).isLessThan(SOON);
    }

    private static void assertRefusedSoon(ThrowingCallable work) {
        Duration cost = ProcessorTime.of(
                () -> assertThat(catchThrowableOfType(ScimException.class, work).status())
                        .isEqualTo(400));

        assertThat(cost).isLessThan(SOON);
    }

    private static String many(int count, IntFunction<String> one) {
        return IntStream.range(0, count).mapToObj(one).collect(Collectors.joining(","));
    }
}
