package dev.muster.health;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectorySearch;
import dev.muster.directory.DirectoryTokens;
import dev.muster.provider.ProviderType;
import dev.muster.requestlog.LoggedRequest;
import dev.muster.requestlog.RequestLog;
import dev.muster.requestlog.RequestSearch;
import dev.muster.sql.Slice;
import dev.muster.sql.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * The log of a directory's requests as people read it: whom each is about, by name, and what a refusal means. Methods join a
 * running transaction.
 */
@ApplicationScoped
public class RequestHistory {

    private final RequestLog requests;
    private final DirectorySearch search;
    private final DirectoryTokens tokens;

    RequestHistory(RequestLog requests, DirectorySearch search, DirectoryTokens tokens) {
        this.requests = requests;
        this.search = search;
        this.tokens = tokens;
    }

    /** @param about userName or displayName; null: nobody, or somebody who is gone and was never named */
    public record Entry(LoggedRequest request, String about) {}

    /**
     * A request with all that is known about it.
     *
     * @param token how people know the token it came with, in words where there is none to know
     * @param why   empty where nothing has to be done
     */
    public record Told(LoggedRequest.WithBodies logged, String about, String token, Optional<Explanation> why) {}

    /** Newest first unless the window says otherwise. */
    public Slice<Entry> page(Directory directory, RequestSearch wanted, Window window) {
        Slice<LoggedRequest> slice = requests.recent(directory.id(), wanted.filter(), window);
        Map<UUID, String> names = names(directory, slice.rows());
        return slice.map(request -> new Entry(request, about(request, names)));
    }

    public Optional<Told> get(Directory directory, UUID id) {
        ProviderType provider = ProviderType.named(directory.type()).orElse(ProviderType.GENERIC);
        return requests.get(directory.id(), id).map(logged -> {
            LoggedRequest request = logged.request();
            return new Told(
                    logged,
                    about(request, names(directory, List.of(request))),
                    token(directory, request),
                    Explanation.of(request, provider));
        });
    }

    /** A request tells the name only when somebody is made or looked up by it. */
    private Map<UUID, String> names(Directory directory, List<LoggedRequest> rows) {
        List<UUID> nameless = rows.stream()
                .filter(request -> request.subjectName() == null)
                .map(LoggedRequest::subjectId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return nameless.isEmpty() ? Map.of() : search.names(directory.id(), nameless);
    }

    private static String about(LoggedRequest request, Map<UUID, String> names) {
        return request.subjectName() != null || request.subjectId() == null
                ? request.subjectName()
                : names.get(request.subjectId());
    }

    private String token(Directory directory, LoggedRequest request) {
        if (request.tokenId() == null) {
            return "None of this directory";
        }
        return tokens.list(directory).stream()
                .filter(token -> token.id().equals(request.tokenId()))
                .map(token -> "dst_••••" + token.suffix())
                .findFirst()
                .orElse("One that was revoked or has expired since");
    }
}
