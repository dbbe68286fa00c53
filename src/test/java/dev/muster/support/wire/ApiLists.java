package dev.muster.support.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads lists of the REST API to their end. */
public final class ApiLists {

    private static final String PAGE = "100";

    private final Wire wire;
    private final ApiTarget api;

    public ApiLists(Wire wire, ApiTarget api) {
        this.wire = wire;
        this.api = api;
    }

    /**
     * All elements of a list.
     *
     * @param path such as {@code /directory_users}
     * @param scope parameters that say of what, such as {@code directory}
     * @throws AssertionError if a page cannot be read
     */
    public List<JsonNode> all(String path, Map<String, String> scope) {
        List<JsonNode> all = new ArrayList<>();
        Optional<String> after = Optional.empty();
        do {
            JsonNode page = page(path, scope, after);
            page.path("data").forEach(all::add);
            after = Optional.ofNullable(page.path("list_metadata").path("after").textValue());
        } while (after.isPresent());
        return all;
    }

    private JsonNode page(String path, Map<String, String> scope, Optional<String> after) {
        Map<String, String> parameters = new LinkedHashMap<>(scope);
        parameters.put("limit", PAGE);
        after.ifPresent(id -> parameters.put("after", id));
        return wire.send(Call.get(api.apiKey(), api.baseUrl() + path + "?" + Urls.query(parameters)))
                .orFail()
                .json();
    }
}
