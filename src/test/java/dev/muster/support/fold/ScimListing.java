package dev.muster.support.fold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Urls;
import dev.muster.support.wire.Wire;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads the state of a directory over SCIM, page by page. */
final class ScimListing {

    private static final int PAGE = 100;

    private final Wire wire;
    private final ScimTarget target;

    ScimListing(Wire wire, ScimTarget target) {
        this.wire = wire;
        this.target = target;
    }

    Roster read() {
        return Roster.of(all("/Users"), all("/Groups"));
    }

    private List<JsonNode> all(String path) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page;
        do {
            page = page(path, all.size() + 1);
            page.path("Resources").forEach(all::add);
        } while (all.size() < page.path("totalResults").asInt()
                && !page.path("Resources").isEmpty());
        return all;
    }

    private JsonNode page(String path, int startIndex) {
        String query = Urls.query(Map.of("startIndex", String.valueOf(startIndex), "count", String.valueOf(PAGE)));
        return wire.send(Call.get(target.token(), target.baseUrl() + path + "?" + query))
                .orFail()
                .json();
    }
}
