package dev.muster.support.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.muster.support.wire.ApiLists;
import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Compares the three accounts of one directory: its events, the REST API and SCIM. Nothing may write meanwhile. */
public final class FoldCheck {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Wire wire = new Wire();
    private final ScimTarget scim;
    private final ApiTarget api;

    public FoldCheck(ScimTarget scim, ApiTarget api) {
        this.scim = scim;
        this.api = api;
    }

    /**
     * Reads the events from the oldest one on, waiting for those that are still on their way.
     *
     * @throws AssertionError if the events do not end in what the API says, if one cannot be true at its place, or if
     *     SCIM says something else
     */
    public void assertAllAgree() {
        DirectoryState listed = new ApiListing(new ApiLists(wire, api)).read(scim.directoryId());
        assertThat(Roster.of(listed).differencesFrom(new ScimListing(wire, scim).read()))
                .as("REST API (first) and SCIM (second)")
                .isEmpty();

        assertEndsIn(listed, new Fold(), new EventFeed(wire, api, scim.directoryId(), Fold.EVENTS));
    }

    /**
     * The same for the events behind a snapshot that was taken some time ago.
     *
     * @throws AssertionError if snapshot and events do not end in what the API says, or do not fit each other
     */
    public void assertLeadsHere(Snapshot snapshot) {
        DirectoryState listed = new ApiListing(new ApiLists(wire, api)).read(scim.directoryId());
        Fold fold = new Fold(snapshot.state());
        fold.apply(snapshot.events());
        assertEndsIn(listed, fold, new EventFeed(wire, api, scim.directoryId(), Fold.EVENTS, snapshot.after()));
    }

    private static void assertEndsIn(DirectoryState listed, Fold fold, EventFeed feed) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            fold.apply(feed.news());
            assertThat(complaints(fold, listed))
                    .as("events (first) and REST API (second)")
                    .isEmpty();
        });
    }

    private static List<String> complaints(Fold fold, DirectoryState listed) {
        return Stream.concat(fold.violations().stream(), fold.state().differencesFrom(listed).stream())
                .toList();
    }
}
