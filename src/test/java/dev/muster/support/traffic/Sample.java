package dev.muster.support.traffic;

import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Call;
import java.time.Duration;
import java.util.Optional;

/**
 * One request of the traffic.
 *
 * @param move what it was part of; a user or group that is not there is created first
 * @param surprise request and answer, when the answer is none that a provider has to expect
 */
public record Sample(Move move, int status, Duration took, Optional<String> surprise) {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    static Sample of(Move move, Call call, Answer answer, Duration took) {
        return new Sample(
                move,
                answer.status(),
                took,
                Optional.of(call + "\n< " + answer).filter(text -> !isOrdinary(answer.status())));
    }

    /** Somebody else may have deleted or created the same thing a moment ago. */
    private static boolean isOrdinary(int status) {
        return status / 100 == 2 || status == NOT_FOUND || status == CONFLICT;
    }
}
