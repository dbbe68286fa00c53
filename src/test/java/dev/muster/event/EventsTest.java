package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.id.Ulids;
import dev.muster.support.Journal;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import dev.muster.tenant.CurrentEnvironment;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class EventsTest {

    private static final String UPDATED = "dsync.user.updated";

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Journal journal;

    @Inject
    dev.muster.tenant.CrossTenant crossTenant;

    @Inject
    Events events;

    @Test
    void pagesJoinWithoutGapOrRepeat() {
        enter();
        journal.write(environment.id(), users(25));
        journal.awaitPlaced(environment.id(), 25);

        var seen = new ArrayList<Long>();
        UUID cursor = null;
        boolean more = true;
        while (more) {
            var page = found(query(cursor, 10));
            page.events().forEach(event -> seen.add(event.pos()));
            more = page.hasMore();
            cursor = page.events().getLast().eventId();
        }
        assertThat(seen)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, 25).mapToObj(Long::valueOf).toList());
        assertThat(found(query(cursor, 10))).isEqualTo(new EventPage.Found(List.of(), false));
    }

    @Test
    void aRareTypeIsFoundBehindALongStretchOfOthers() {
        enter();
        journal.write(environment.id(), users(LogReader.STRIDE + 50));
        crossTenant.run(
                "a test writes", () -> journal.append(environment.id(), EventType.DSYNC_USER_DELETED, "ada", "bob"));
        journal.awaitPlaced(environment.id(), LogReader.STRIDE + 52);

        var rare = new EventQuery(Set.of("dsync.user.deleted"), null, null, null, null, null, 1);
        assertThat(found(rare).events()).extracting(StoredEvent::pos).containsExactly(LogReader.STRIDE + 51L);
        assertThat(found(rare).hasMore()).isTrue();
    }

    @Test
    void namesThatMusterNeverWritesMatchNothing() {
        enter();
        journal.write(environment.id(), "ada");
        journal.awaitPlaced(environment.id(), 1);

        var query = new EventQuery(Set.of("authentication.sso_failed"), null, null, null, null, null, 10);
        assertThat(found(query).events()).isEmpty();
    }

    @Test
    void anotherEnvironmentsEventIsAnUnknownCursor() {
        UUID foreign = tenants.fresh().environmentId();
        journal.write(foreign, "eve");
        UUID foreignEvent = journal.awaitPlaced(foreign, 1).getFirst().eventId();
        enter();
        journal.write(environment.id(), "ada");
        journal.awaitPlaced(environment.id(), 1);

        assertThat(events.page(query(foreignEvent, 10))).isEqualTo(new EventPage.UnknownCursor());
        assertThat(events.page(query(Ulids.next(), 10))).isEqualTo(new EventPage.UnknownCursor());
    }

    @Test
    void aCursorIntoTheRemovedPartIsRefused() throws Exception {
        enter();
        journal.write(environment.id(), users(3));
        var placed = journal.awaitPlaced(environment.id(), 3);
        try (var retention = Superuser.connect()) {
            retention.execute("update event_head set floor = 2 where environment_id = '" + environment.id() + "'");
        }

        assertThat(events.page(query(placed.get(1).eventId(), 10))).isEqualTo(new EventPage.UnknownCursor());
        assertThat(found(query(placed.get(2).eventId(), 10)).events()).isEmpty();
        assertThat(found(query(null, 10)).events()).extracting(StoredEvent::pos).containsExactly(3L);
    }

    @Test
    void aRangeGoesByTheTimeOfPlacing() {
        enter();
        journal.write(environment.id(), "ada");
        journal.awaitPlaced(environment.id(), 1);
        Instant between = Instant.now();
        journal.write(environment.id(), "bob");
        journal.awaitPlaced(environment.id(), 2);

        assertThat(found(range(between, null)).events())
                .extracting(StoredEvent::pos)
                .containsExactly(2L);
        assertThat(found(range(null, between)).events())
                .extracting(StoredEvent::pos)
                .containsExactly(1L);
        assertThat(found(range(Instant.now(), null)).events()).isEmpty();
    }

    @Test
    void everyStepOfAPageIsAnIndexLookUp() throws Exception {
        enter();
        journal.write(environment.id(), users(LogReader.STRIDE));
        journal.awaitPlaced(environment.id(), LogReader.STRIDE);
        try (var database = Superuser.connect()) {
            String plan = database.lines("""
                    explain select p.pos, b.body
                      from (select pos, id, created_at from event_pos
                             where environment_id = '%s' and pos > 10 and pos <= 1010 and created_at >= now() - interval '1 day'
                               and type = any('{dsync.user.updated}') order by pos limit 101) p
                     cross join lateral (select e.body from event e
                                          where e.id = p.id and e.created_at = p.created_at offset 0) b
                    """.formatted(environment.id()));
            assertThat(plan).contains("Index Scan").doesNotContain("Seq Scan");
        }
    }

    private void enter() {
        environment.enter(tenants.fresh().environmentId());
    }

    private static String[] users(int count) {
        return IntStream.range(0, count).mapToObj(i -> "user" + i).toArray(String[]::new);
    }

    private static EventQuery query(UUID after, int limit) {
        return new EventQuery(Set.of(UPDATED), after, null, null, null, null, limit);
    }

    private static EventQuery range(Instant start, Instant end) {
        return new EventQuery(Set.of(UPDATED), null, start, end, null, null, 10);
    }

    private EventPage.Found found(EventQuery query) {
        assertThat(events.page(query)).isInstanceOf(EventPage.Found.class);
        return (EventPage.Found) events.page(query);
    }
}
