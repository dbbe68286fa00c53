package dev.muster.scim.filter;

import dev.muster.scim.schema.AttributePath;
import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Random filters about a few attributes of a user; the same seed gives the same filters. */
final class RandomFilters {

    private static final List<String> TEXTS = List.of("ann", "Ann", "b", "", "a\"b\\c", "é😀", "x y", "\n", "(a", "]");
    private static final List<String> SINGLE = List.of("userName", "title", "name.givenName", "name.familyName");
    private static final List<Operator> OF_TEXT = List.of(Operator.values());

    private final Random random;

    RandomFilters(long seed) {
        this.random = new Random(seed);
    }

    Filter next(int depth) {
        return switch (random.nextInt(depth > 0 ? 7 : 4)) {
            case 0 -> new Filter.Present(path(one(SINGLE)));
            case 1 -> new Filter.Compare(path("active"), Operator.EQ, new Literal.Bool(random.nextBoolean()));
            case 2, 3 -> text(one(SINGLE));
            case 4 -> new Filter.Not(next(depth - 1));
            case 5 -> new Filter.And(several(depth));
            default -> random.nextBoolean() ? new Filter.Or(several(depth)) : valuePath();
        };
    }

    /** Filters whose literals are of every kind, whether or not they make sense. */
    Filter anyLiteral() {
        Literal literal = one(List.of(
                new Literal.Null(),
                new Literal.Number(BigDecimal.valueOf(random.nextLong(), random.nextInt(12))),
                new Literal.Text(one(TEXTS))));
        return new Filter.Compare(path("urn:acme:2.0:User:a.b"), one(OF_TEXT), literal);
    }

    private Filter valuePath() {
        return new Filter.ValuePath(path("emails"), new Filter.And(List.of(text("type"), text("value"))));
    }

    private Filter text(String attribute) {
        return new Filter.Compare(path(attribute), one(OF_TEXT), new Literal.Text(one(TEXTS)));
    }

    private List<Filter> several(int depth) {
        return Stream.generate(() -> next(depth - 1))
                .limit(2 + random.nextInt(2))
                .toList();
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static AttributePath path(String text) {
        return AttributePath.parse(text).orElseThrow();
    }
}
