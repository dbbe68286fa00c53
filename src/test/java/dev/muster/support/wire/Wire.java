package dev.muster.support.wire;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;

/** Sends calls over HTTP/1.1, as identity providers do; follows no redirects. Safe for use by many threads. */
public final class Wire {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(LIMIT)
            .build();

    /** @throws java.util.concurrent.CompletionException if no answer came within 30 seconds */
    public Answer send(Call call) {
        return begin(call).join();
    }

    /** Sends without waiting, so that several calls can be under way at the same moment. */
    public CompletableFuture<Answer> begin(Call call) {
        return client.sendAsync(request(call), BodyHandlers.ofString()).thenApply(Wire::answer);
    }

    private static HttpRequest request(Call call) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(call.url())).timeout(LIMIT).method(call.method(), body(call));
        call.headers().forEach(request::header);
        return request.build();
    }

    private static BodyPublisher body(Call call) {
        return call.body().map(BodyPublishers::ofString).orElseGet(BodyPublishers::noBody);
    }

    private static Answer answer(HttpResponse<String> response) {
        Map<String, String> headers = new TreeMap<>();
        response.headers().map().forEach((name, values) -> headers.put(name.toLowerCase(), String.join(", ", values)));
        return new Answer(response.statusCode(), headers, response.body());
    }
}
