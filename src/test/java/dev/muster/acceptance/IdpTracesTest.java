package dev.muster.acceptance;

import dev.muster.support.Application;
import dev.muster.support.Tenants;
import dev.muster.support.trace.Trace;
import dev.muster.support.trace.TraceReplay;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What identity providers send, step by step; {@code src/test/resources/idp-traces/README.md} tells the rules. */
@QuarkusTest
class IdpTracesTest {

    @Inject
    Tenants tenants;

    @ParameterizedTest
    @MethodSource("names")
    void theProviderGetsItsAnswersAndTheApplicationItsEvents(String name) {
        Application application = Application.of(tenants.fresh());
        Trace trace = Trace.load(name);

        new TraceReplay(application.directory(trace.directoryType()), application.api())
                .replay(trace)
                .assertClean();
    }

    static List<String> names() {
        return Trace.names();
    }
}
