package dev.muster.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.sql.Slice;
import java.util.List;

/** A list as WorkOS prints it. Cursors are ids or null, never empty: Go's SDK walks on until it meets null. */
final class Page {

    private Page() {}

    /** @param slice objects that have an {@code id}, which is their cursor */
    static ObjectNode of(Slice<ObjectNode> slice) {
        return of(slice, slice.map(object -> object.path("id").textValue()));
    }

    /** @param cursors of the slice's objects */
    static ObjectNode of(Slice<ObjectNode> slice, Slice<String> cursors) {
        ObjectNode page = JsonNodeFactory.instance.objectNode();
        page.put("object", "list");
        page.putArray("data").addAll(slice.rows());
        ObjectNode metadata = page.putObject("list_metadata");
        boolean empty = slice.rows().isEmpty();
        metadata.put("before", slice.earlier() && !empty ? cursors.rows().getFirst() : null);
        metadata.put("after", slice.later() && !empty ? cursors.rows().getLast() : null);
        return page;
    }

    /** A list that is always whole. */
    static ObjectNode whole(Iterable<? extends JsonNode> objects) {
        ObjectNode page = of(new Slice<>(List.of(), false, false));
        objects.forEach(page.withArray("data")::add);
        return page;
    }
}
