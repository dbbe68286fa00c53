import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Measures what Muster's operations cost, as processor time of application and database, statements and WAL per operation;
 * throughput stands beside them but depends on the machine and its other work. Two callers at a time.
 *
 * <p>{@code ./muster bench [--quick] [--users=100000] [--only=PATCH] [--statements]}; prints a table and writes
 * {@code target/bench/result.json}.
 */
public final class Bench {

    private static final int CALLERS = 2;

    private final Server server;
    private final Database database;
    private final int scale;
    private final String only;
    private final boolean statementsShown;
    private final List<Operation> operations = new ArrayList<>();
    private final List<Measured> results = new ArrayList<>();

    private Bench(Server server, Database database, int scale, List<String> options) {
        this.server = server;
        this.database = database;
        this.scale = scale;
        this.only = option(options, "--only=").orElse("");
        this.statementsShown = options.contains("--statements");
    }

    /**
     * @param goal  see {@link Measured}
     * @param count how many make a measurement
     */
    private record Operation(String name, double goal, int count, IntConsumer run) {}

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(System.getProperty("muster.root", "."));
        List<String> options = List.of(arguments);
        int users = Integer.parseInt(option(options, "--users=").orElse("100000"));
        int scale = options.contains("--quick") ? 1 : 4;
        try (Server server = Server.start(root);
                Database database = new Database(server.jdbcUrl())) {
            var bench = new Bench(server, database, scale, options);
            bench.run(users);
            bench.write(root.resolve("target/bench/result.json"));
        }
    }

    private static Optional<String> option(List<String> options, String name) {
        return options.stream()
                .filter(option -> option.startsWith(name))
                .map(option -> option.substring(name.length()))
                .findFirst();
    }

    private void run(int users) throws Exception {
        var api = new Wire(server.url(""), Server.API_KEY);
        String organization = Wire.text(api.post("/organizations", "{\"name\":\"Bench\"}"), "id");
        String directory = api.post(
                "/directories",
                "{\"organization_id\":\"%s\",\"name\":\"Bench\",\"type\":\"okta scim v2.0\"}".formatted(organization));
        var scim = new Wire(Wire.text(directory, "endpoint"), Wire.text(directory, "bearer_token"));
        System.out.println("Filling a directory with " + users + " people …");
        database.addPeople(1, users);
        String small = Wire.text(scim.post("/Groups", "{\"displayName\":\"Small\"}"), "id");
        String large = Wire.text(scim.post("/Groups", "{\"displayName\":\"Large\"}"), "id");
        database.addMembers("Small", 100);
        database.addMembers("Large", users);
        database.settle();
        List<String> people = IntStream.rangeClosed(1001, 3000)
                .mapToObj(n -> Wire.text(lookUp(scim, "person" + n + "@bench.test"), "id"))
                .toList();

        users(scim, people);
        pages(scim, users);
        groups(scim, people, small, large);
        api(api, Wire.text(directory, "id"), people.getFirst());
        System.out.println("Warming up …");
        for (Operation operation : operations) {
            run(0, operation.count * scale, operation.run);
        }
        System.out.println(Measured.HEADER);
        for (Operation operation : operations) {
            measure(operation);
        }
    }

    private void add(String name, double goal, int count, IntConsumer operation) {
        if (name.contains(only)) {
            operations.add(new Operation(name, goal, count, operation));
        }
    }

    private void users(Wire scim, List<String> people) throws Exception {
        add("look up", 0.4, 2000, i -> lookUp(scim, "person" + (1 + i % 1000) + "@bench.test"));
        add("get", 0.3, 2000, i -> scim.get("/Users/" + people.get(i % people.size())));
        add("look up + create", 1.5, 1000, i -> {
            String name = "new" + System.nanoTime() + "-" + i + "@bench.test";
            lookUp(scim, name);
            scim.post("/Users", user(name, "Joiner", true));
        });
        add("PATCH active", 0.9, 1000, i -> scim.send("PATCH", "/Users/" + people.get(i % people.size()), """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","value":{"active":%s}}]}""".formatted(i / people.size() % 2 != 0)));
        add("PUT", 0.9, 1000, i -> {
            int n = i % people.size();
            scim.send("PUT", "/Users/" + people.get(n), user("person" + (1001 + n) + "@bench.test", "Put " + i, true));
        });
    }

    private void pages(Wire scim, int users) throws Exception {
        add("page of 100, first", 4, 200, i -> scim.get("/Users?count=100&cursor"));
        String deep = scim.get("/Users?count=100&startIndex=" + (users - 200));
        if (deep.contains("\"Resources\":[]")) {
            throw new IllegalStateException("the deep page is empty");
        }
        String cursor = cursorAt(scim, users);
        add("page of 100, deep, by cursor", 4, 200, i -> scim.get("/Users?count=100&cursor=" + cursor));
        add("page of 100, deep, by startIndex", 0, 10, i -> scim.get("/Users?count=100&startIndex=" + (users - 200 - i)));
    }

    /** Walks to the end in pages of 1,000, as a client would. */
    private static String cursorAt(Wire scim, int users) {
        String page = scim.get("/Users?count=1000&attributes=id&cursor");
        String cursor = Wire.text(page, "nextCursor");
        for (int seen = 1000; seen < users - 2000; seen += 1000) {
            cursor = Wire.text(scim.get("/Users?count=1000&attributes=id&cursor=" + cursor), "nextCursor");
        }
        return cursor;
    }

    private void groups(Wire scim, List<String> people, String small, String large) throws Exception {
        add("member add/remove, group of 100", 1.0, 1000, i -> member(scim, small, people, i));
        add("member add/remove, group of all", 1.0, 1000, i -> member(scim, large, people, i));
        List<String> thousands = List.of(members(people.subList(0, 1000)), members(people.subList(1000, 2000)));
        add("1,000 members in one PATCH", 80, 12, i -> {
            String operation = i / CALLERS % 2 == 0 ? "add" : "remove";
            scim.send("PATCH", "/Groups/" + large, """
                    {"Operations":[{"op":"%s","path":"members","value":[%s]}]}""".formatted(operation, thousands.get(i % CALLERS)));
        });
    }

    private static String members(List<String> people) {
        return people.stream().map("{\"value\":\"%s\"}"::formatted).collect(Collectors.joining(","));
    }

    private static void member(Wire scim, String group, List<String> people, int i) {
        String person = people.get(i % people.size());
        String operation = i / people.size() % 2 == 0
                ? "{\"op\":\"add\",\"path\":\"members\",\"value\":[{\"value\":\"%s\"}]}".formatted(person)
                : "{\"op\":\"remove\",\"path\":\"members[value eq \\\"%s\\\"]\"}".formatted(person);
        scim.send("PATCH", "/Groups/" + group, "{\"Operations\":[%s]}".formatted(operation));
    }

    /** @param early somebody who stands near the end of the list */
    private void api(Wire api, String directory, String early) throws Exception {
        String users = "/directory_users?limit=100&directory=" + directory;
        add("API: 100 users, first page", 3, 200, i -> api.get(users));
        add("API: 100 users, deep page", 3, 200, i -> api.get(users + "&after=" + early));
        var cursors = new String[] {"", ""};
        add("API: 100 events, replay", 0, 400, i -> cursors[i % CALLERS] = replayed(api, cursors[i % CALLERS]));
    }

    /** The next page of the log, from the beginning again behind the end. */
    private static String replayed(Wire api, String after) {
        String page = api.get("/events?limit=100&events=dsync.user.updated,dsync.user.created,dsync.group.user_added"
                + ",dsync.group.user_removed" + after);
        return page.endsWith("\"after\":null}}")
                ? ""
                : "&after=" + page.substring(page.lastIndexOf("event_"), page.length() - 3);
    }

    private static String lookUp(Wire scim, String userName) {
        return scim.get("/Users?filter=userName%20eq%20%22" + userName + "%22");
    }

    private static String user(String userName, String familyName, boolean active) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%1$s","active":%3$s,
                 "name":{"givenName":"Person","familyName":"%2$s"},
                 "emails":[{"value":"%1$s","type":"work","primary":true}]}""".formatted(userName, familyName, active);
    }

    /** Runs the operation as often for warming up as for measuring: whole rounds, so that what it switches on goes off again. */
    private void measure(Operation operation) throws Exception {
        int count = Math.max(4, operation.count * scale);
        run(0, count, operation.run);
        database.forgetStatements();
        long statements = database.statements();
        long wal = database.wal();
        Processor processor = server.processor();
        long start = System.nanoTime();
        run(count, count, operation.run);
        double seconds = (System.nanoTime() - start) / 1e9;
        Processor used = server.processor().since(processor);
        var measured = new Measured(
                operation.name,
                count,
                count / seconds,
                (double) used.application() / count,
                (double) used.database() / count,
                (double) (database.statements() - statements) / count,
                (double) (database.wal() - wal) / count,
                operation.goal);
        results.add(measured);
        System.out.println(measured.row());
        if (statementsShown) {
            System.out.print(database.dearestStatements());
        }
    }

    private static void run(int from, int count, IntConsumer operation) throws Exception {
        try (var callers = Executors.newFixedThreadPool(CALLERS)) {
            var tasks = IntStream.range(0, CALLERS)
                    .mapToObj(caller -> (Callable<Void>) () -> {
                        for (int i = caller; i < count; i += CALLERS) {
                            operation.accept(from + i);
                        }
                        return null;
                    })
                    .toList();
            for (Future<Void> done : callers.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private void write(Path file) throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(
                file, results.stream().map(Measured::json).collect(Collectors.joining(",\n", "[\n", "\n]\n")));
        System.out.println("Written to " + file);
    }
}
