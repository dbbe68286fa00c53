package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_CURSOR;
import static dev.muster.scim.error.ScimType.TOO_MANY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.Listed;
import dev.muster.directory.Order;
import dev.muster.directory.Place;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterBinder;
import dev.muster.scim.schema.ResourceType;
import dev.muster.sql.SqlFailure;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Answers queries page by page: by index (RFC 7644 section 3.4.2.4) or by cursor (RFC 9865). */
@ApplicationScoped
class Pages {

    private final Transactions transactions;
    private final Bookmarks bookmarks;
    private final InstantSource clock = InstantSource.system();

    Pages(Transactions transactions, Bookmarks bookmarks) {
        this.transactions = transactions;
        this.bookmarks = bookmarks;
    }

    Answer answer(Caller caller, Query query, ResourceSet<?> set) {
        return Answer.of(200, page(caller, query, set));
    }

    /**
     * One list of several types: all of the first type before all of the next. A filter or order that has no meaning for a
     * type finds nothing of it (RFC 7644 section 3.4.2.1); cursors lead through lists of one type only.
     */
    Answer answer(Caller caller, Function<ResourceType, Query> queryFor, List<ResourceSet<?>> sets) {
        var walks = new ArrayList<Walk<?>>();
        ScimException meaningless = null;
        for (ResourceSet<?> set : sets) {
            try {
                walks.add(new Walk<>(caller, queryFor.apply(set.type()), set));
            } catch (ScimException e) {
                meaningless = e;
            }
        }
        if (walks.isEmpty()) {
            throw meaningless;
        }
        return Answer.of(200, bounded(() -> together(walks)));
    }

    private static ObjectNode together(List<Walk<?>> walks) {
        Query query = walks.getFirst().query;
        if (query.cursor().isPresent()) {
            throw INVALID_CURSOR.because("Cursors lead through /Users or /Groups, not through both at once.");
        }
        var resources = new ArrayList<ObjectNode>();
        long total = 0;
        for (Walk<?> walk : walks) {
            long skip = Math.max(0, query.startIndex() - 1 - total);
            long count = walk.count();
            if (skip < count) {
                resources.addAll(walk.resources(skip, query.count() - resources.size()));
            }
            total += count;
        }
        return Messages.list(total, query.startIndex(), resources);
    }

    private <R> ObjectNode page(Caller caller, Query query, ResourceSet<R> set) {
        var walk = new Walk<>(caller, query, set);
        return query.cursor().map(walk::byCursor).orElseGet(walk::byIndex);
    }

    /** @param total of the whole list */
    private record Page<R>(List<Listed<R>> rows, long total) {}

    /** One query against one set. */
    private final class Walk<R> {

        private final Caller caller;
        private final DirectoryAccess directory;
        private final Query query;
        private final ResourceSet<R> set;
        private final Search search;
        private final Order order;
        private final String list;

        Walk(Caller caller, Query query, ResourceSet<R> set) {
            this.caller = caller;
            this.directory = caller.directory();
            this.query = query;
            this.set = set;
            this.search = query.filter()
                    .map(filter ->
                            SqlFilter.compile(FilterBinder.bind(filter, set.type()), set.storage(), caller.base()))
                    .orElse(Search.ALL);
            this.order = SqlOrder.of(set.type(), set.storage(), query.sortBy(), query.ascending());
            this.list = String.join(
                    "\n",
                    set.type().name(),
                    query.sortBy().orElse(""),
                    String.valueOf(query.ascending()),
                    query.filter().map(Filter::text).orElse(""));
        }

        ObjectNode byIndex() {
            Optional<Place> mark = query.startIndex() == 1 ? Optional.empty() : bookmarks.find(key(query.startIndex()));
            long skip = mark.isPresent() ? 0 : query.startIndex() - 1;
            Page<R> page = bounded(() -> {
                List<Listed<R>> rows = read(new Slice(order, mark.orElse(null), false, skip, query.count()));
                return new Page<>(rows, total(rows));
            });
            List<Listed<R>> rows = page.rows();
            if (!rows.isEmpty()) {
                bookmarks.remember(
                        key(query.startIndex() + rows.size()), rows.getLast().place());
            }
            return Messages.list(page.total(), query.startIndex(), represented(rows));
        }

        ObjectNode byCursor(String text) {
            long fingerprint = Cursor.fingerprint(list);
            Cursor cursor = text.isBlank() ? null : Cursor.parse(text, fingerprint, clock.instant());
            boolean backwards = cursor != null && cursor.backwards();
            Place from = cursor == null ? null : cursor.place();
            // One more than wanted tells whether the list goes on.
            int wanted = query.count();
            Page<R> page = bounded(() ->
                    new Page<>(read(new Slice(order, from, backwards, 0, wanted == 0 ? 0 : wanted + 1)), count()));
            boolean more = page.rows().size() > wanted;
            List<Listed<R>> rows = backwards ? last(page.rows(), wanted) : first(page.rows(), wanted);
            ObjectNode message = Messages.list(page.total(), represented(rows));
            if (!rows.isEmpty() && (backwards || more)) {
                message.put("nextCursor", cursor(fingerprint, rows.getLast(), false));
            }
            if (!rows.isEmpty() && (backwards ? more : cursor != null)) {
                message.put("previousCursor", cursor(fingerprint, rows.getFirst(), true));
            }
            return message;
        }

        /** A part of the list; in a transaction. */
        List<ObjectNode> resources(long skip, int limit) {
            return represented(read(new Slice(order, null, false, skip, limit)));
        }

        private String cursor(long fingerprint, Listed<R> row, boolean backwards) {
            return new Cursor(fingerprint, row.place(), backwards, clock.instant()).text();
        }

        private Bookmarks.Key key(long startIndex) {
            return new Bookmarks.Key(directory.directoryId(), list, startIndex);
        }

        private List<Listed<R>> read(Slice slice) {
            return slice.limit() == 0 ? List.of() : set.read(directory, search, slice, query.projection());
        }

        /** A first page that is not full is all there is, so the usual look-up is one statement. */
        private long total(List<Listed<R>> rows) {
            boolean complete = query.startIndex() == 1 && rows.size() < query.count();
            return complete ? rows.size() : count();
        }

        private long count() {
            return set.count(directory, search);
        }

        private List<ObjectNode> represented(List<Listed<R>> rows) {
            return set.represented(caller, rows.stream().map(Listed::row).toList(), query.projection());
        }
    }

    private <T> T bounded(Supplier<T> work) {
        try {
            return transactions.call(work);
        } catch (SqlFailure e) {
            if (e.tookTooLong()) {
                throw TOO_MANY.because(
                        "This filter or order takes too long in a directory of this size. Search by userName,"
                                + " externalId, id, emails, displayName or members with eq, or page through all resources.");
            }
            throw e;
        }
    }

    private static <T> List<T> first(List<T> rows, int count) {
        return rows.subList(0, Math.min(count, rows.size()));
    }

    private static <T> List<T> last(List<T> rows, int count) {
        return rows.subList(rows.size() - Math.min(count, rows.size()), rows.size());
    }
}
