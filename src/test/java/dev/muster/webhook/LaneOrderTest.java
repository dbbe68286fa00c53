package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.event.StoredEvent;
import dev.muster.id.Ulids;
import dev.muster.vault.Tokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A lane against a receiver that fails at random and answers in any order: what must hold whatever happens. */
class LaneOrderTest {

    private static final int EVENTS = 600;
    private static final int USERS = 9;

    private Instant now = Instant.parse("2026-03-01T00:00:00Z");
    private final Map<Long, RetryRow> rows = new HashMap<>();
    private final List<StoredEvent> log = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noUserSeesAnEventBeforeAnEarlierOneAndEachEventFliesAlone(long seed) {
        var random = new Random(seed);
        fillLog(random);
        Lane lane = lane(random);
        List<Delivery> flying = new ArrayList<>();
        Set<Long> inTheAir = new HashSet<>();
        Map<String, Deque<Long>> delivered = new HashMap<>();
        int acknowledged = 0;

        for (int step = 0; step < 200_000 && acknowledged < EVENTS; step++) {
            feed(lane);
            while (lane.mayDepart(now) && flying.size() < Lane.CAPACITY) {
                Delivery next = lane.depart(now);
                assertThat(inTheAir.add(next.pos()))
                        .as("only one attempt of %d at a time", next.pos())
                        .isTrue();
                flying.add(next);
            }
            if (flying.isEmpty()) {
                now = now.plusSeconds(5);
            } else {
                Delivery landed = flying.remove(random.nextInt(flying.size()));
                inTheAir.remove(landed.pos());
                boolean well = random.nextInt(100) >= 30;
                finish(lane, landed, well);
                if (well) {
                    acknowledged++;
                    inOrder(delivered, landed);
                }
            }
            if (random.nextInt(4) == 0) {
                flush(lane);
            }
            now = now.plusMillis(20);
        }
        assertThat(acknowledged).isEqualTo(EVENTS);
    }

    private static void inOrder(Map<String, Deque<Long>> delivered, Delivery landed) {
        var seen = delivered.computeIfAbsent(landed.event().entityKey(), user -> new ArrayDeque<>(List.of(0L)));
        assertThat(landed.pos()).as("of %s", landed.event().entityKey()).isGreaterThan(seen.peekLast());
        seen.add(landed.pos());
    }

    private void fillLog(Random random) {
        for (long pos = 1; pos <= EVENTS; pos++) {
            log.add(new StoredEvent(
                    pos, Ulids.next(), "dsync.user.updated", "u:" + random.nextInt(USERS), new byte[0]));
        }
    }

    /** Retries never end here, so that every event arrives in the end. */
    private Lane lane(Random random) {
        var subscription = new Subscription(
                Ulids.next(),
                Ulids.next(),
                "https://app.example.com/",
                Set.of("dsync.user.updated"),
                Endpoint.Ordering.ENTITY,
                0,
                Duration.ofSeconds(15),
                false,
                Signers.of(Tokens.issueWebhookSecret(), Optional.empty(), null, Optional.empty()));
        var state = new LaneState(subscription, 0, 0, 0, Breaker.CLOSED, null, null, now, Map.of());
        return new Lane(state, Schedule.parse("1s,".repeat(99) + "1s"), random, now);
    }

    private void feed(Lane lane) {
        int from = (int) lane.read();
        int upTo = Math.min(EVENTS, from + lane.room());
        if (upTo > from) {
            lane.offer(log.subList(from, upTo), upTo);
        }
        if (lane.wantsRetries(now)) {
            rows.values().stream()
                    .filter(row -> row.state() == RetryRow.State.DUE
                            && !lane.retriesHeld().contains(row.pos()))
                    .filter(row -> !row.nextAt().isAfter(now))
                    .limit(lane.retriesWanted())
                    .toList()
                    .forEach(row -> offer(lane, row));
            lane.retriesFollowAt(now);
        }
    }

    private void offer(Lane lane, RetryRow due) {
        var chain = rows.values().stream()
                .filter(row -> row.entityKey().equals(due.entityKey()) && row.state() != RetryRow.State.DEAD)
                .sorted(Comparator.comparing(RetryRow::pos))
                .toList();
        lane.offerRetry(
                again(due),
                RetryRow.behind(due, chain).stream()
                        .limit(Math.max(0, lane.retriesWanted() - 1))
                        .map(this::again)
                        .toList());
    }

    private Delivery again(RetryRow row) {
        return Delivery.again(log.get((int) row.pos() - 1), Trigger.EVENT, row.failed());
    }

    private void finish(Lane lane, Delivery delivery, boolean well) {
        Outcome outcome = well ? new Outcome.Delivered(200, "", 5) : new Outcome.Refused(500, null, "", 5);
        var attempt = AttemptRow.of(
                delivery.eventId(), delivery.event().type(), delivery.tries(), delivery.trigger(), outcome, now);
        lane.finished(delivery, outcome, attempt, now);
    }

    /** What the database would do. */
    private void flush(Lane lane) {
        LaneChanges changes = lane.flush().changes();
        changes.rows().forEach(row -> rows.put(row.pos(), row));
        changes.deliveredRows().forEach(rows::remove);
        changes.freedEntities().forEach(this::free);
        lane.flushed();
    }

    private void free(String entity) {
        rows.values().stream()
                .filter(row -> row.entityKey().equals(entity) && row.state() != RetryRow.State.DEAD)
                .min((a, b) -> Long.compare(a.pos(), b.pos()))
                .filter(row -> row.state() == RetryRow.State.BEHIND)
                .ifPresent(row -> rows.put(
                        row.pos(),
                        new RetryRow(
                                row.pos(),
                                row.eventId(),
                                row.type(),
                                row.entityKey(),
                                RetryRow.State.DUE,
                                row.failed(),
                                now,
                                null,
                                null,
                                row.origin())));
    }
}
