package dev.muster.scim;

import dev.muster.directory.Search;
import dev.muster.scim.filter.Condition.And;
import dev.muster.scim.filter.Condition.Compare;
import dev.muster.scim.filter.Condition.Not;
import dev.muster.scim.filter.Condition.Or;
import dev.muster.scim.filter.Condition.Present;
import dev.muster.scim.filter.Condition.Some;
import dev.muster.scim.filter.Operator;
import dev.muster.scim.schema.Target;
import dev.muster.sql.Condition;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Compiles a filter to a predicate that finds exactly what {@link dev.muster.scim.filter.FilterEvaluator} finds. All that a
 * client said is in bound values, names of attributes too.
 *
 * <p>A predicate is true, or it is false or null: "not" turns both into true, everything else passes null on.
 */
final class SqlFilter {

    private final SqlStorage storage;
    private final String base;
    private int sets;

    private SqlFilter(SqlStorage storage, String base) {
        this.storage = storage;
        this.base = base;
    }

    /** @param base the directory's SCIM base URL; filters can ask for addresses */
    static Search compile(dev.muster.scim.filter.Condition condition, SqlStorage storage, String base) {
        var filter = new SqlFilter(storage, base);
        return new Search(filter.compiled(condition, filter.new Row()), filter.indexed(condition));
    }

    /** Where the names of a condition start: in the row, or in one entry of a list. */
    private sealed interface Scope {
        Condition present(Target target);

        Condition compare(Compare compare);

        /** The values of the target, as a set of jsonb. */
        Condition values(Target target);

        Optional<Condition> shortcut(Some some);
    }

    private Condition compiled(dev.muster.scim.filter.Condition condition, Scope scope) {
        return switch (condition) {
            case And and -> joined(" and ", and.all(), scope);
            case Or or -> joined(" or ", or.any(), scope);
            case Not not -> Fragment.of("(%s) is not true", compiled(not.condition(), scope));
            case Present present -> scope.present(present.target());
            case Compare compare -> scope.compare(compare);
            case Some some -> some(some, scope);
        };
    }

    private Condition joined(String separator, List<dev.muster.scim.filter.Condition> parts, Scope scope) {
        return Fragment.joined(
                separator, parts.stream().map(part -> compiled(part, scope)).toList());
    }

    private Condition some(Some some, Scope scope) {
        Condition matching = anyOf(scope.values(some.target()), entry -> {
            Condition document = SqlJson.entry(entry, some.target().leaf());
            return compiled(some.condition(), new Entry(document));
        });
        return scope.shortcut(some)
                .map(shortcut -> Fragment.joined(" and ", List.of(shortcut, matching)))
                .orElse(matching);
    }

    /** Whether one element of the set satisfies what is said of it. */
    private Condition anyOf(Condition set, Function<String, Condition> condition) {
        String element = "e" + ++sets;
        return Fragment.of(
                "exists (select from %s as " + element + "(v) where %s)", set, condition.apply(element + ".v"));
    }

    private Condition compared(Compare compare, Condition document, Scope scope) {
        Target target = compare.target();
        if (target.declared() && !target.multiValued()) {
            return SqlComparison.json(compare, SqlJson.value(document, target));
        }
        Condition any = anyOf(scope.values(target), element -> SqlComparison.json(compare, Condition.of(element)));
        return compare.operator() == Operator.NE
                ? Fragment.of("(%s or not %s)", any, anyOf(scope.values(target), element -> Condition.TRUE))
                : any;
    }

    private final class Row implements Scope {

        @Override
        public Condition present(Target target) {
            if (SqlStorage.always(target)) {
                return Condition.TRUE;
            }
            return storage.list(target, base).isPresent()
                    ? anyOf(values(target), element -> Condition.TRUE)
                    : SqlJson.exists(storage.document(), target);
        }

        @Override
        public Condition compare(Compare compare) {
            return storage.comparison(compare, base).orElseGet(() -> compared(compare, storage.document(), this));
        }

        @Override
        public Condition values(Target target) {
            return storage.list(target, base)
                    .map(list ->
                            target.sub().map(part -> SqlJson.parts(list, part)).orElse(list))
                    .orElseGet(() -> SqlJson.values(storage.document(), target));
        }

        @Override
        public Optional<Condition> shortcut(Some some) {
            return conjuncts(some.condition())
                    .filter(compare -> compare.operator() == Operator.EQ)
                    .flatMap(compare ->
                            storage
                                    .lookUp(
                                            some.target().text() + "."
                                                    + compare.target().text(),
                                            compare.literal())
                                    .stream())
                    .findFirst();
        }
    }

    private final class Entry implements Scope {

        private final Condition document;

        Entry(Condition document) {
            this.document = document;
        }

        @Override
        public Condition present(Target target) {
            return SqlJson.exists(document, target);
        }

        @Override
        public Condition compare(Compare compare) {
            return compared(compare, document, this);
        }

        @Override
        public Condition values(Target target) {
            return SqlJson.values(document, target);
        }

        @Override
        public Optional<Condition> shortcut(Some some) {
            return Optional.empty();
        }
    }

    private boolean indexed(dev.muster.scim.filter.Condition condition) {
        return switch (condition) {
            case And and -> and.all().stream().anyMatch(this::indexed);
            case Or or -> or.any().stream().allMatch(this::indexed);
            case Compare compare -> compare.operator() == Operator.EQ && storage.indexed(compare.target());
            case Some some -> new Row().shortcut(some).isPresent();
            case Not not -> false;
            case Present present -> false;
        };
    }

    /** The comparisons all of which have to hold. */
    private static Stream<Compare> conjuncts(dev.muster.scim.filter.Condition condition) {
        return switch (condition) {
            case Compare compare -> Stream.of(compare);
            case And and -> and.all().stream().flatMap(SqlFilter::conjuncts);
            case Or or -> Stream.empty();
            case Not not -> Stream.empty();
            case Present present -> Stream.empty();
            case Some some -> Stream.empty();
        };
    }
}
