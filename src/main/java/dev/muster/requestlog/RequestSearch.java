package dev.muster.requestlog;

import dev.muster.id.IdType;
import dev.muster.page.Text;
import java.util.List;
import java.util.Map;

/**
 * What somebody looks for in the log of a directory, in the words of a page's address; blank stands for all.
 *
 * @param search  the name of a person or group, or an id
 * @param outcome a word of {@link #outcomes}
 * @param method  one of {@link #methods}
 */
public record RequestSearch(String search, String outcome, String method) {

    private static final int LONGEST_SEARCH = 200;
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<Outcome> OUTCOMES = List.of(
            new Outcome("done", "Done", new RequestLog.Statuses(200, 399)),
            new Outcome("refused", "Refused", new RequestLog.Statuses(400, 599)),
            new Outcome("rejected", "Wrong token (401)", new RequestLog.Statuses(401, 401)),
            new Outcome("conflict", "Conflict (409)", new RequestLog.Statuses(409, 409)));

    /** How a request ended: the word in the address, and the one people read. */
    public record Outcome(String word, String title, RequestLog.Statuses statuses) {}

    /** Nonsense is taken for a blank. */
    public static RequestSearch of(String search, String outcome, String method) {
        return new RequestSearch(
                Text.of(search, LONGEST_SEARCH).orElse(""),
                OUTCOMES.stream().anyMatch(known -> known.word().equals(outcome)) ? outcome : "",
                method != null && METHODS.contains(method) ? method : "");
    }

    public List<Outcome> outcomes() {
        return OUTCOMES;
    }

    public List<String> methods() {
        return METHODS;
    }

    /** Whether it asks for every request there is. */
    public boolean all() {
        return search.isEmpty() && outcome.isEmpty() && method.isEmpty();
    }

    public RequestLog.Filter filter() {
        return new RequestLog.Filter(
                OUTCOMES.stream()
                        .filter(known -> known.word().equals(outcome))
                        .map(Outcome::statuses)
                        .findFirst()
                        .orElse(null),
                method.isEmpty() ? null : method,
                IdType.DIRECTORY_USER
                        .parse(search)
                        .or(() -> IdType.DIRECTORY_GROUP.parse(search))
                        .orElse(null),
                search.isEmpty() ? null : search,
                null,
                null);
    }

    /** As parameters of an address. */
    public Map<String, String> parameters() {
        return Map.of("search", search, "outcome", outcome, "method", method);
    }
}
