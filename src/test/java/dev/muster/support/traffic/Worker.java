package dev.muster.support.traffic;

import dev.muster.support.traffic.Dialect.Change;
import dev.muster.support.wire.Answer;
import dev.muster.support.wire.Urls;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;

/** One provider at work: takes decisions and carries them out, one request after the other. */
final class Worker implements Callable<List<Sample>> {

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final Plan plan;
    private final Random random;
    private final Dialect dialect;
    private final Session session;
    private final Resources users;
    private final Resources groups;

    /** @param number from 0; it decides the dialect and, with the seed, every decision */
    Worker(Plan plan, int number, Session session, Resources users, Resources groups) {
        this.plan = plan;
        this.random = new Random(plan.seed() + number);
        this.dialect = Dialect.ALL.get(number % Dialect.ALL.size());
        this.session = session;
        this.users = users;
        this.groups = groups;
    }

    @Override
    public List<Sample> call() {
        for (int i = 0; i < plan.operations() / plan.workers(); i++) {
            carryOut(Decision.drawn(random, plan));
        }
        return session.samples();
    }

    private void carryOut(Decision decision) {
        switch (decision.move()) {
            case UPDATE_USER -> changeUser(decision, dialect.update(decision.profile()));
            case SWITCH_USER -> changeUser(decision, dialect.toggle(decision.profile()));
            case LOOK_UP_USER -> find(decision, users, userFilter(decision.person()));
            case DELETE_USER -> delete(decision, users, decision.person());
            case ADD_MEMBERS -> changeGroup(decision, id -> dialect.add(members(decision)));
            case REMOVE_MEMBER -> changeGroup(decision, id -> removal(decision));
            case PUSH_MEMBERS -> changeGroup(decision, id -> dialect.push(decision.groupName(), members(decision)));
            case RENAME_GROUP -> changeGroup(decision, id -> List.of(dialect.rename(id, decision.groupName())));
            case DELETE_GROUP -> delete(decision, groups, decision.group());
        }
    }

    private void changeUser(Decision decision, Change change) {
        user(decision, decision.person()).ifPresent(id -> change(decision, users, decision.person(), id, change));
    }

    private void changeGroup(Decision decision, Function<String, List<Change>> changes) {
        group(decision)
                .ifPresent(id ->
                        changes.apply(id).forEach(change -> change(decision, groups, decision.group(), id, change)));
    }

    private void change(Decision decision, Resources resources, int index, String id, Change change) {
        Answer answer = session.send(decision.move(), change.method(), resources.path(id), change.body());
        if (answer.status() == NOT_FOUND) {
            resources.isGone(index, id);
        }
    }

    private void delete(Decision decision, Resources resources, int index) {
        resources.id(index).ifPresent(id -> {
            session.delete(decision.move(), resources.path(id));
            resources.isGone(index, id);
        });
    }

    private List<Change> removal(Decision decision) {
        return user(decision, decision.person()).stream().map(dialect::remove).toList();
    }

    /** Providers create users before they put them into groups. */
    private List<String> members(Decision decision) {
        return decision.members().stream()
                .flatMap(person -> user(decision, person).stream())
                .toList();
    }

    private Optional<String> user(Decision decision, int person) {
        Profile first = Profile.first(person, plan.run());
        return users.id(person).or(() -> create(decision, users, person, dialect.user(first), userFilter(person)));
    }

    private Optional<String> group(Decision decision) {
        String name = decision.groupName();
        String filter = "displayName eq \"%s\"".formatted(name);
        return groups.id(decision.group())
                .or(() -> create(decision, groups, decision.group(), Dialect.group(name), filter));
    }

    /** Somebody else may be quicker: then theirs is taken. */
    private Optional<String> create(Decision decision, Resources resources, int index, String body, String filter) {
        Answer answer = session.send(decision.move(), "POST", resources.path(), body);
        Optional<String> id = answer.status() == CONFLICT
                ? find(decision, resources, filter)
                : Optional.ofNullable(answer.json().path("id").textValue());
        id.ifPresent(known -> resources.is(index, known));
        return id;
    }

    private Optional<String> find(Decision decision, Resources resources, String filter) {
        Answer answer = session.get(decision.move(), resources.path() + "?" + Urls.query(Map.of("filter", filter)));
        return Optional.ofNullable(
                answer.json().path("Resources").path(0).path("id").textValue());
    }

    private String userFilter(int person) {
        return "userName eq \"%s\"".formatted(Profile.first(person, plan.run()).userName());
    }
}
