package dev.muster.chaos;

import dev.muster.support.MusterProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

/**
 * Plays an identity provider: creates people, then gives them a new first name again and again ({@code p7-v3} is the third
 * change of the seventh person), and remembers what was acknowledged, and when. Each person belongs to one thread, which
 * goes on to the next change only after an answer or a failure. Requests go to any replica in service, as through a load
 * balancer.
 */
final class People {

    private static final String SCIM = "application/scim+json";
    private static final Pattern ID = Pattern.compile("\"id\":\"(directory_user_[0-9A-Z]+)\"");
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Ground.Directory directory;
    private final List<MusterProcess> replicas;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final List<String> ids = new ArrayList<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> versions = new ConcurrentHashMap<>();
    private final AtomicLong unanswered = new AtomicLong();
    private final AtomicLong turn = new AtomicLong();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean stopped;

    People(Ground.Directory directory, List<MusterProcess> replicas) {
        this.directory = directory;
        this.replicas = replicas;
    }

    /** When each acknowledged change was, in nanoseconds of {@link System#nanoTime()}. */
    Map<String, Long> acknowledged() {
        return acknowledged;
    }

    long unanswered() {
        return unanswered.get();
    }

    void create(int count) throws Exception {
        for (int i = 0; i < count; i++) {
            String body = """
                    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"p%d@chaos.test","active":true,
                     "name":{"givenName":"p%d-v0","familyName":"Chaos"}}""".formatted(i, i);
            var answer = send("/Users", "POST", body);
            var id = ID.matcher(answer.body());
            if (answer.statusCode() != 201 || !id.find()) {
                throw new IllegalStateException("Creating a user: " + answer.statusCode() + " " + answer.body());
            }
            ids.add(id.group(1));
            acknowledged.put("p" + i + "-v0", System.nanoTime());
        }
    }

    void startChanging(int writers) {
        for (int writer = 0; writer < writers; writer++) {
            int first = writer;
            threads.add(Thread.ofVirtual().start(() -> changeAll(first, writers)));
        }
    }

    void stopChanging() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private void changeAll(int first, int step) {
        for (int version = 1; !stopped; version++) {
            for (int person = first; person < ids.size() && !stopped; person += step) {
                change(person, version);
            }
        }
    }

    /** The number of this person's next change: 1, 2, 3, …, for whoever calls {@link #change} itself. */
    int nextVersion(int person) {
        return versions.merge(person, 1, Integer::sum);
    }

    void change(int person, int version) {
        String name = "p" + person + "-v" + version;
        String body = """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","path":"name.givenName","value":"%s"}]}""".formatted(name);
        try {
            var answer = send("/Users/" + ids.get(person), "PATCH", body);
            if (answer.statusCode() / 100 == 2) {
                acknowledged.put(name, System.nanoTime());
            } else {
                failed();
            }
        } catch (IOException gone) {
            failed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void failed() {
        unanswered.incrementAndGet();
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<String> send(String path, String method, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(replica().at(directory.path() + path))
                        .timeout(PATIENCE)
                        .header("Authorization", "Bearer " + directory.token())
                        .header("Content-Type", SCIM)
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private MusterProcess replica() {
        var able = replicas.stream().filter(MusterProcess::inService).toList();
        var candidates = able.isEmpty() ? replicas : able;
        return candidates.get((int) (turn.getAndIncrement() % candidates.size()));
    }
}
