package dev.muster.webhook;

import dev.muster.webhook.Outcome.Unreachable;
import dev.muster.webhook.Outcome.Unreachable.Kind;
import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** One POST. All its steps run on one Vert.x context, one after the other, so its fields need no lock. */
final class Attempt {

    static final String AGENT = "Muster-Webhooks/1.0";

    private final Vertx vertx;
    private final HttpClient client;
    private final AddressGuard guard;
    private final Resolver resolver;
    private final EndpointUrl url;
    private final Outbound.Message message;

    private final Context context;
    private final Promise<Outcome> outcome = Promise.promise();
    private final AnswerHead head = new AnswerHead();
    private final long startedNanos = System.nanoTime();
    private HttpClientRequest request;
    private HttpClientResponse response;

    Attempt(
            Vertx vertx,
            HttpClient client,
            AddressGuard guard,
            Resolver resolver,
            EndpointUrl url,
            Outbound.Message message) {
        this.vertx = vertx;
        this.client = client;
        this.guard = guard;
        this.resolver = resolver;
        this.url = url;
        this.message = message;
        this.context = vertx.getOrCreateContext();
    }

    Future<Outcome> start() {
        context.runOnContext(nothing -> {
            long timer = vertx.setTimer(message.deadline().toMillis(), id -> runOut());
            outcome.future().onComplete(end -> vertx.cancelTimer(timer));
            addresses().onComplete(found -> context.runOnContext(on -> looked(found)));
        });
        return outcome.future();
    }

    private Future<List<InetAddress>> addresses() {
        Optional<byte[]> literal = HostName.literal(url.host());
        return literal.isPresent() ? literal(literal.get()) : resolver.resolve(url.host());
    }

    private static Future<List<InetAddress>> literal(byte[] address) {
        try {
            return Future.succeededFuture(List.of(InetAddress.getByAddress(address)));
        } catch (UnknownHostException e) {
            throw new AssertionError("An address of 4 or 16 bytes", e);
        }
    }

    /** One forbidden answer is enough to refuse: who mixes them tries to slip one through. */
    private void looked(AsyncResult<List<InetAddress>> found) {
        if (found.failed() || found.result().isEmpty()) {
            end(Kind.DNS);
            return;
        }
        found.result().stream()
                .flatMap(address -> guard.refusal(url.host(), address).stream())
                .findFirst()
                .ifPresentOrElse(
                        reason -> outcome.tryComplete(new Outcome.Blocked(reason)), () -> dial(found.result(), 0));
    }

    /** Tries the next address only while nothing can have been sent. */
    private void dial(List<InetAddress> addresses, int index) {
        client.request(options(addresses.get(index))).onSuccess(this::send).onFailure(failure -> {
            Kind kind = FailureKind.whileConnecting(failure);
            if (kind == Kind.CONNECT && index + 1 < addresses.size() && !ended()) {
                dial(addresses, index + 1);
            } else {
                end(kind);
            }
        });
    }

    private RequestOptions options(InetAddress address) {
        return new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setSsl(url.tls())
                .setServer(SocketAddress.inetSocketAddress(url.port(), address.getHostAddress()))
                .setHost(url.host())
                .setPort(url.port())
                .setURI(url.target())
                .setFollowRedirects(false);
    }

    private void send(HttpClientRequest connected) {
        if (ended()) {
            connected.reset();
            return;
        }
        request = connected;
        message.headers().forEach(request::putHeader);
        request.putHeader("Content-Type", "application/json").putHeader("User-Agent", AGENT);
        request.response().onSuccess(this::read).onFailure(failure -> end(FailureKind.afterConnecting(failure)));
        request.end(Buffer.buffer(message.body()));
    }

    private void read(HttpClientResponse started) {
        response = started;
        response.exceptionHandler(broken -> answered());
        response.endHandler(nothing -> answered());
        response.handler(chunk -> {
            if (head.isFullWith(chunk)) {
                hangUp();
            }
        });
    }

    /** The status is what counts: once it has come, a body that drips, breaks or never ends changes nothing. */
    private void answered() {
        outcome.tryComplete(outcomeOf(response.statusCode()));
    }

    private Outcome outcomeOf(int status) {
        if (status >= 200 && status < 300) {
            return new Outcome.Delivered(status, head.text(), millis());
        }
        return status == 410
                ? new Outcome.Gone(head.text(), millis())
                : new Outcome.Refused(status, response.getHeader("Retry-After"), head.text(), millis());
    }

    private void hangUp() {
        answered();
        request.reset();
    }

    private void runOut() {
        if (response != null) {
            hangUp();
            return;
        }
        end(Kind.TIMEOUT);
        if (request != null) {
            request.reset();
        }
    }

    private void end(Kind kind) {
        outcome.tryComplete(new Unreachable(kind, millis()));
    }

    private boolean ended() {
        return outcome.future().isComplete();
    }

    private long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos);
    }
}
