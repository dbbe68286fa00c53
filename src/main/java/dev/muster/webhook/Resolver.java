package dev.muster.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Looks a host name up: all its addresses, IPv4 and IPv6. */
public interface Resolver {

    /** The addresses, in the order to try them; failed when there are none. May complete on any thread. */
    Future<List<InetAddress>> resolve(String host);

    /**
     * The machine's own resolver, with its hosts file and search domains. It blocks and cannot be stopped, so it has
     * threads of its own: a dead name server then delays webhooks and nothing else.
     */
    static Resolver system() {
        Executor threads = threads();
        return host -> {
            Promise<List<InetAddress>> answer = Promise.promise();
            threads.execute(() -> {
                try {
                    answer.complete(List.of(InetAddress.getAllByName(host)));
                } catch (UnknownHostException e) {
                    answer.fail(e);
                }
            });
            return answer.future();
        };
    }

    private static Executor threads() {
        ThreadPoolExecutor threads = new ThreadPoolExecutor(
                32,
                32,
                10,
                TimeUnit.SECONDS,
                new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("webhook-dns-", 0).factory());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
