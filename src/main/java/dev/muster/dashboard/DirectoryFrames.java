package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryTokens;
import dev.muster.directory.UserRewrites;
import dev.muster.event.Events;
import dev.muster.id.IdType;
import dev.muster.requestlog.RequestLog;
import dev.muster.sse.ChangeFeed;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Makes the frame of a directory's pages, and knows when something in it has changed. */
@ApplicationScoped
class DirectoryFrames {

    private final Lookup lookup;
    private final Events events;
    private final DirectoryListing directories;
    private final DirectoryTokens tokens;
    private final RequestLog requests;
    private final UserRewrites rewrites;
    private final Transactions transactions;
    private final ChangeFeed live;

    DirectoryFrames(
            Lookup lookup,
            Events events,
            DirectoryListing directories,
            DirectoryTokens tokens,
            RequestLog requests,
            UserRewrites rewrites,
            Transactions transactions,
            ChangeFeed live) {
        this.lookup = lookup;
        this.events = events;
        this.directories = directories;
        this.tokens = tokens;
        this.requests = requests;
        this.rewrites = rewrites;
        this.transactions = transactions;
        this.live = live;
    }

    /** A frame that follows what happens. */
    DirectoryFrame live(String id, String tab) {
        var counted = lookup.directory(id);
        String feed = live.address(Addresses.of(counted.directory()) + "/live", state(counted.directory()));
        return frame(lookup.directory(id), tab, feed);
    }

    /** A frame that stays as it is: somebody types on the page. */
    DirectoryFrame still(String id, String tab) {
        return frame(lookup.directory(id), tab, null);
    }

    private DirectoryFrame frame(DirectoryListing.Counted counted, String tab, String feed) {
        var organization = lookup.organization(
                IdType.ORGANIZATION.print(counted.directory().organizationId()));
        return new DirectoryFrame(counted, organization, tab, feed);
    }

    /** Everything a directory's pages show comes with an event, a request, a state, the use of a token, or a rewrite. */
    Supplier<?> state(Directory directory) {
        return () -> List.of(
                events.newest(),
                transactions.call(() -> List.of(
                        directories.get(directory.id()),
                        tokens.list(directory),
                        requests.newest(directory.id()),
                        rewrites.progress(directory.id()))));
    }
}
