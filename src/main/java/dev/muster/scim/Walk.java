package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Listed;
import dev.muster.directory.Order;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterBinder;
import dev.muster.scim.schema.ResourceType;
import java.util.List;

/** One query against one set of resources. */
final class Walk<R> {

    private final Caller caller;
    private final Query query;
    private final ResourceSet<R> set;
    private final Search search;
    private final Order order;
    private final String list;

    /** @throws dev.muster.scim.error.ScimException if filter or order have no meaning for this type */
    Walk(Caller caller, Query query, ResourceSet<R> set) {
        this.caller = caller;
        this.query = query;
        this.set = set;
        ResourceType type = set.type(caller);
        this.search = query.filter()
                .map(filter -> SqlFilter.compile(FilterBinder.bind(filter, type), set.storage(), caller.base()))
                .orElse(Search.ALL);
        this.order = SqlOrder.of(type, set.storage(), query.sortBy(), query.ascending());
        this.list = String.join(
                "\n",
                type.name(),
                query.sortBy().orElse(""),
                String.valueOf(query.ascending()),
                query.filter().map(Filter::text).orElse(""));
    }

    Query query() {
        return query;
    }

    Order order() {
        return order;
    }

    /** What tells cursors of this list from those of others. */
    long fingerprint() {
        return Cursor.fingerprint(list);
    }

    /** Whether an index finds what is sought; otherwise the reading is limited in time, and needs a transaction for it. */
    boolean indexed() {
        return search.indexed();
    }

    Bookmarks.Key key(long startIndex) {
        return new Bookmarks.Key(caller.directory().directoryId(), list, startIndex);
    }

    /** In a transaction, unless {@link #indexed}. */
    List<Listed<R>> read(Slice slice) {
        return slice.limit() == 0 ? List.of() : set.read(caller.directory(), search, slice, query.projection());
    }

    /** All there are; in a transaction, unless {@link #indexed}. */
    long count() {
        return set.count(caller.directory(), search);
    }

    List<ObjectNode> represented(List<Listed<R>> rows) {
        return set.represented(caller, rows.stream().map(Listed::row).toList(), query.projection());
    }
}
