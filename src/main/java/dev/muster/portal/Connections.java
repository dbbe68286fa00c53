package dev.muster.portal;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryTokens;
import dev.muster.directory.ScimAddresses;
import dev.muster.event.RecentEvents;
import dev.muster.health.Finding;
import dev.muster.health.Health;
import dev.muster.health.HealthReport;
import dev.muster.id.IdType;
import dev.muster.requestlog.RequestLog;
import dev.muster.sql.Window;
import dev.muster.sse.ChangeFeed;
import dev.muster.sse.Listener;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Finds the directories of the administrator's organization; those of others are unknown. */
@ApplicationScoped
class Connections {

    private static final int MOST = 200;

    private final DirectoryListing listing;
    private final DirectoryTokens tokens;
    private final RecentEvents events;
    private final RequestLog requests;
    private final Health health;
    private final ScimAddresses addresses;
    private final Transactions transactions;
    private final Administrator administrator;
    private final ChangeFeed feed;

    Connections(
            DirectoryListing listing,
            DirectoryTokens tokens,
            RecentEvents events,
            RequestLog requests,
            Health health,
            ScimAddresses addresses,
            Transactions transactions,
            Administrator administrator,
            ChangeFeed feed) {
        this.listing = listing;
        this.tokens = tokens;
        this.events = events;
        this.requests = requests;
        this.health = health;
        this.addresses = addresses;
        this.transactions = transactions;
        this.administrator = administrator;
        this.feed = feed;
    }

    Connection get(String printed) {
        return transactions.call(() -> IdType.DIRECTORY
                .parse(printed)
                .flatMap(listing::get)
                .filter(found -> found.directory()
                        .organizationId()
                        .equals(administrator.organization().id()))
                .map(this::shown)
                .orElseThrow(Refusal::unknown));
    }

    /** All of them, oldest first, without their tokens. */
    List<Connection> all() {
        var query = new DirectoryListing.Query(administrator.organization().id(), null, null);
        return transactions.call(() -> listing.list(query, new Window(MOST, true, null, null))).rows().stream()
                .map(counted -> new Connection(counted, addresses.of(counted.directory()), List.of()))
                .toList();
    }

    private Connection shown(DirectoryListing.Counted counted) {
        return new Connection(counted, addresses.of(counted.directory()), tokens.list(counted.directory()));
    }

    List<Arrival> latest(Directory directory, int limit) {
        var query = new RecentEvents.Query(directory.id(), null);
        return transactions.call(() -> events.page(query, null, limit)).stream()
                .map(Arrival::of)
                .toList();
    }

    /** What is, or may be, wrong, the urgent first; not that nobody has called yet, which the pages say themselves. */
    List<Finding> findings(Directory directory) {
        return transactions.call(() -> health.of(directory.id())).map(HealthReport::findings).orElse(List.of()).stream()
                .filter(finding -> finding.code() != Finding.Code.NEVER_CONTACTED)
                .toList();
    }

    /** Where a page about this directory listens for changes. */
    String live(Connection connection) {
        return feed.address(connection.address() + "/live", state(connection.directory()));
    }

    /** Until the page is left; see {@link ChangeFeed#follow}. */
    void follow(Connection connection, String seen, Listener page) throws InterruptedException {
        feed.follow(seen, state(connection.directory()), page);
    }

    /** Everything these pages show comes with a request, an event of the directory, its state, or the use of a token. */
    private Supplier<?> state(Directory directory) {
        var newest = new RecentEvents.Query(directory.id(), null);
        var one = new Window(1, false, null, null);
        return () -> transactions.call(() -> List.of(
                listing.get(directory.id()),
                tokens.list(directory),
                requests.recent(directory.id(), RequestLog.Filter.ALL, one).rows().stream()
                        .map(request -> request.id())
                        .toList(),
                events.page(newest, null, 1).stream().map(event -> event.pos()).toList()));
    }
}
