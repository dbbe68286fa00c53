package dev.muster.scim;

import static dev.muster.scim.error.ScimType.TOO_MANY;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Listed;
import dev.muster.directory.Slice;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.schema.ResourceType;
import dev.muster.sql.SqlFailure;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
        return Answer.of(200, page(new Walk<>(caller, query, set)));
    }

    /**
     * One list of several types: all of the first type before all of the next. A filter or order that has no meaning for a
     * type finds nothing of it (RFC 7644 section 3.4.2.1).
     */
    Answer answer(Caller caller, Function<ResourceType, Query> queryFor, List<ResourceSet<?>> sets) {
        var walks = new ArrayList<Walk<?>>();
        ScimException meaningless = null;
        for (ResourceSet<?> set : sets) {
            try {
                walks.add(new Walk<>(caller, queryFor.apply(set.type(caller)), set));
            } catch (ScimException e) {
                meaningless = e;
            }
        }
        if (walks.isEmpty()) {
            throw meaningless;
        }
        return Answer.of(200, page(walks));
    }

    private ObjectNode page(List<Walk<?>> walks) {
        return walks.getFirst()
                .query()
                .cursor()
                .map(text -> byCursor(walks, text))
                .orElseGet(() -> bounded(walks, () -> together(walks)));
    }

    private <R> ObjectNode page(Walk<R> walk) {
        return walk.query().cursor().map(text -> byCursor(List.of(walk), text)).orElseGet(() -> byIndex(walk));
    }

    private ObjectNode byCursor(List<Walk<?>> walks, String text) {
        var paging = new CursorPaging(walks, text, clock.instant());
        return paging.message(bounded(walks, paging::find));
    }

    private static ObjectNode together(List<Walk<?>> walks) {
        Query query = walks.getFirst().query();
        var resources = new ArrayList<ObjectNode>();
        long total = 0;
        for (Walk<?> walk : walks) {
            long skip = Math.max(0, query.startIndex() - 1 - total);
            long count = walk.count();
            if (skip < count) {
                resources.addAll(part(walk, skip, query.count() - resources.size()));
            }
            total += count;
        }
        return Messages.list(total, query.startIndex(), resources);
    }

    private static <R> List<ObjectNode> part(Walk<R> walk, long skip, int limit) {
        return walk.represented(walk.read(new Slice(walk.order(), null, false, skip, limit)));
    }

    /** @param total of the whole list */
    private record Page<R>(List<Listed<R>> rows, long total) {}

    private <R> ObjectNode byIndex(Walk<R> walk) {
        Query query = walk.query();
        Bookmarks.Bookmark mark = bookmarks.nearest(walk.key(query.startIndex()));
        var slice = new Slice(walk.order(), mark.place(), false, query.startIndex() - mark.startIndex(), query.count());
        Page<R> page = bounded(List.of(walk), () -> {
            List<Listed<R>> rows = walk.read(slice);
            return new Page<>(rows, total(walk, rows));
        });
        List<Listed<R>> rows = page.rows();
        if (!rows.isEmpty()) {
            bookmarks.remember(
                    walk.key(query.startIndex() + rows.size()), rows.getLast().place());
        }
        return Messages.list(page.total(), query.startIndex(), walk.represented(rows));
    }

    /** A first page that is not full is all there is, so the usual look-up is one statement. */
    private static <R> long total(Walk<R> walk, List<Listed<R>> rows) {
        boolean complete =
                walk.query().startIndex() == 1 && rows.size() < walk.query().count();
        return complete ? rows.size() : walk.count();
    }

    private <T> T bounded(List<Walk<?>> walks, Supplier<T> work) {
        try {
            return walks.stream().allMatch(Walk::indexed) ? transactions.read(work) : transactions.call(work);
        } catch (SqlFailure e) {
            if (e.tookTooLong()) {
                throw TOO_MANY.because(
                        "This filter or order takes too long in a directory of this size. Search by userName,"
                                + " externalId, id, emails, displayName or members with eq, or page through all resources.");
            }
            throw e;
        }
    }
}
