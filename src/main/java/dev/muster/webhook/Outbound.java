package dev.muster.webhook;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.TrustOptions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Posts webhooks. Never follows redirects, never decompresses, uses no proxy from the environment, and dials exactly
 * the address that the guard has seen, while Host header, SNI and certificate check go by name. Thread-safe.
 */
public final class Outbound implements AutoCloseable {

    private static final int MOST_HEADER_BYTES = 8 * 1024;
    private static final int CONNECT_MILLIS = 5_000;

    /** Below the 5 seconds after which Node closes idle connections, so that we rarely write into a closed one. */
    private static final int KEEP_ALIVE_SECONDS = 4;

    /**
     * Per address. More than the lanes above ever have in flight: endpoints that never answer must not keep the connections
     * from others at the same address.
     */
    private static final int CONNECTIONS = 4 * Permits.ALL;

    private final Vertx vertx;
    private final AddressGuard guard;
    private final Resolver resolver;
    private final HttpClient plain;
    private final HttpClient tls;

    /**
     * What to send.
     *
     * @param headers beside Host, Content-Type, Content-Length and User-Agent
     * @param deadline for the whole attempt, from the first look at DNS to the end of the answer
     */
    public record Message(String url, Map<String, String> headers, byte[] body, Duration deadline) {}

    public Outbound(Vertx vertx, AddressGuard guard, Resolver resolver) {
        this(vertx, guard, resolver, null);
    }

    /** Trusts what {@code trust} says, or what the JVM trusts if it is null. */
    Outbound(Vertx vertx, AddressGuard guard, Resolver resolver, TrustOptions trust) {
        this.vertx = vertx;
        this.guard = guard;
        this.resolver = resolver;
        this.plain = client(vertx, options());
        this.tls = client(vertx, tlsOptions(trust));
    }

    /** Posts and waits for the end of the attempt; for virtual threads. */
    public Outcome post(Message message) {
        return send(message).toCompletionStage().toCompletableFuture().join();
    }

    /** Posts; the future never fails, since every end of an attempt is an {@link Outcome}. */
    public Future<Outcome> send(Message message) {
        return switch (EndpointUrl.check(message.url(), guard)) {
            case EndpointUrl.Refused refused -> Future.succeededFuture(new Outcome.Blocked(refused.reason()));
            case EndpointUrl.Accepted accepted -> send(accepted.url(), message);
        };
    }

    @Override
    public void close() {
        plain.close();
        tls.close();
    }

    private Future<Outcome> send(EndpointUrl url, Message message) {
        HttpClient client = url.tls() ? tls : plain;
        return new Attempt(vertx, client, guard, resolver, url, message).start();
    }

    private static HttpClient client(Vertx vertx, HttpClientOptions options) {
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setHttp2MaxSize(1);
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(Outbound::keepQuiet)
                .build();
    }

    /** Without a handler Vert.x logs a receiver's bad manners as our error; the attempt learns of them in any case. */
    private static void keepQuiet(HttpConnection connection) {
        connection.exceptionHandler(broken -> connection.close());
    }

    private static HttpClientOptions options() {
        return new HttpClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setKeepAlive(true)
                .setKeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setDecompressionSupported(false);
    }

    private static HttpClientOptions tlsOptions(TrustOptions trust) {
        return options()
                .setSsl(true)
                .setVerifyHost(true)
                .setSslHandshakeTimeout(CONNECT_MILLIS)
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setTrustOptions(trust)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setUseAlpn(true)
                .setAlpnVersions(List.of(HttpVersion.HTTP_2, HttpVersion.HTTP_1_1))
                .setHttp2KeepAliveTimeout(KEEP_ALIVE_SECONDS)
                .setInitialSettings(new Http2Settings().setMaxHeaderListSize(MOST_HEADER_BYTES));
    }
}
