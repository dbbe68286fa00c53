package dev.muster.support.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TraceTest {

    @Test
    void everyFileIsFoundAndHasATypeOfDirectory() {
        assertThat(Trace.names()).hasSizeGreaterThan(14).contains("okta-group-push", "base-url-and-auth");
        assertThat(Trace.names()).allSatisfy(name -> {
            Trace trace = Trace.load(name);
            assertThat(trace.steps()).isNotEmpty();
            assertThat(trace.directoryType()).endsWith(" scim v2.0");
        });
    }

    @Test
    void consecutiveStepsOfOneNameAreOneRound() {
        Trace trace = Trace.of("generic-x", """
                {"step":1}
                {"step":2,"concurrent":"a"}

                {"step":3,"concurrent":"a"}
                {"step":4,"concurrent":"b"}
                {"step":5}
                {"step":6,"concurrent":"b"}
                """);

        List<List<Integer>> rounds = trace.rounds().stream()
                .map(round -> round.stream().map(Step::number).toList())
                .toList();
        assertThat(rounds).containsExactly(List.of(1), List.of(2, 3), List.of(4), List.of(5), List.of(6));
    }
}
