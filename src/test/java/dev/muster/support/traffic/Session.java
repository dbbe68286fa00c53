package dev.muster.support.traffic;

import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sends the requests of one worker and keeps a sample of each. */
final class Session {

    private final Wire wire;
    private final ScimTarget target;
    private final List<Sample> samples = new ArrayList<>();

    Session(Wire wire, ScimTarget target) {
        this.wire = wire;
        this.target = target;
    }

    Answer get(Move move, String path) {
        return send(move, Call.get(target.token(), target.baseUrl() + path));
    }

    Answer delete(Move move, String path) {
        return send(move, call("DELETE", path, Optional.empty()));
    }

    Answer send(Move move, String method, String path, String body) {
        return send(move, call(method, path, Optional.of(body)));
    }

    List<Sample> samples() {
        return samples;
    }

    private Answer send(Move move, Call call) {
        long start = System.nanoTime();
        Answer answer = wire.send(call);
        samples.add(Sample.of(move, call, answer, Duration.ofNanos(System.nanoTime() - start)));
        return answer;
    }

    private Call call(String method, String path, Optional<String> body) {
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + target.token(), "Content-Type", "application/scim+json");
        return new Call(method, target.baseUrl() + path, headers, body);
    }
}
