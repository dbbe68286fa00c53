package dev.muster.scim;

import dev.muster.id.IdType;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import dev.muster.support.trace.Trace;
import dev.muster.support.trace.TraceReplay;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.ScimTarget;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What identity providers really send, step by step, with the answers and events it has to cause. */
@QuarkusTest
class IdpTracesTest {

    @Inject
    ScimDirectories directories;

    @ParameterizedTest
    @MethodSource("traces")
    void theProviderGetsTheAnswersItNeeds(String name) {
        Trace trace = Trace.load(name);
        ProviderType provider = ProviderType.named(trace.directoryType()).orElseThrow();

        replayIn(directories.of(provider)).replay(trace).assertClean();
    }

    static List<String> traces() {
        return Trace.names();
    }

    private static TraceReplay replayIn(ScimDirectory directory) {
        String id = IdType.DIRECTORY.print(directory.access().directoryId());
        var scim = new ScimTarget(id, directory.url(), directory.token());
        var api = new ApiTarget(
                "http://localhost:" + RestAssured.port, directory.tenant().apiKey());
        return new TraceReplay(scim, api);
    }
}
