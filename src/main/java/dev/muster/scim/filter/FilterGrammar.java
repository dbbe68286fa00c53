package dev.muster.scim.filter;

import static dev.muster.scim.error.ScimType.INVALID_FILTER;

import dev.muster.scim.schema.AttributePath;
import dev.muster.scim.schema.Numbers;
import dev.muster.scim.schema.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The productions of RFC 7644 figure 1 as a recursive descent, shared by filters and PATCH paths. "not" binds tighter
 * than "and", and that tighter than "or". Limits keep hostile filters cheap: nesting is bounded, and so the stack.
 */
final class FilterGrammar {

    static final int LONGEST = 32_768;
    static final int MOST_CLAUSES = 500;
    static final int DEEPEST = 50;

    private final Scanner scanner;
    private int clauses;
    private int depth;

    FilterGrammar(Scanner scanner) {
        this.scanner = scanner;
    }

    /** A filter up to the end of the text or the delimiter that belongs to whoever called. */
    Filter filter() {
        return chain("or", this::conjunction, Filter.Or::new);
    }

    /** What stands between the brackets of a value path, the closing one included. */
    Filter insideBrackets() {
        Filter filter = nested(this::filter);
        scanner.expect(']');
        return filter;
    }

    private Filter conjunction() {
        return chain("and", this::clause, Filter.And::new);
    }

    private Filter chain(String keyword, Supplier<Filter> link, Function<List<Filter>, Filter> joined) {
        Filter first = link.get();
        if (!scanner.acceptWord(keyword)) {
            return first;
        }
        List<Filter> links = new ArrayList<>(List.of(first));
        do {
            links.add(link.get());
        } while (scanner.acceptWord(keyword));
        return joined.apply(links);
    }

    private Filter clause() {
        if (scanner.accept('(')) {
            return inParentheses();
        }
        return scanner.acceptNot() ? new Filter.Not(inParentheses()) : expression();
    }

    private Filter inParentheses() {
        Filter filter = nested(this::filter);
        scanner.expect(')');
        return filter;
    }

    private Filter expression() {
        count();
        AttributePath path = path(scanner.word());
        return scanner.acceptDirectly('[') ? valuePath(path) : comparison(path);
    }

    /** Entra ID writes {@code emails[type eq "work"].value eq "x"}: the comparison belongs to the same entry. */
    private Filter valuePath(AttributePath list) {
        Filter filter = insideBrackets();
        if (!scanner.acceptDirectly('.')) {
            return new Filter.ValuePath(list, filter);
        }
        Filter further = comparison(path(scanner.word()));
        return new Filter.ValuePath(list, new Filter.And(List.of(filter, further)));
    }

    private Filter comparison(AttributePath path) {
        if (scanner.acceptWord("pr")) {
            return new Filter.Present(path);
        }
        Operator operator = Operator.parse(scanner.word())
                .orElseThrow(
                        () -> INVALID_FILTER.because("Expected one of eq, ne, co, sw, ew, gt, ge, lt, le, pr after "
                                + path.text() + " in the filter."));
        return new Filter.Compare(path, operator, literal(path));
    }

    private Literal literal(AttributePath path) {
        String quoted = scanner.quoted();
        if (quoted == null) {
            return bare(path, scanner.word());
        }
        if (!Texts.storable(quoted)) {
            throw INVALID_FILTER.because(
                    "The text compared with " + path.text() + " contains NUL or half a character.");
        }
        return new Literal.Text(quoted);
    }

    private Literal bare(AttributePath path, String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "true" -> new Literal.Bool(true);
            case "false" -> new Literal.Bool(false);
            case "null" -> new Literal.Null();
            default ->
                number(word)
                        .orElseThrow(() -> INVALID_FILTER.because("Expected a value for " + path.text()
                                + " in the filter: a text in double quotes, a number, true, false or null."));
        };
    }

    private static Optional<Literal> number(String word) {
        return Numbers.parse(word).map(Literal.Number::new);
    }

    private AttributePath path(String word) {
        return AttributePath.parse(word).orElseThrow(() -> scanner.unexpected("the name of an attribute"));
    }

    private Filter nested(Supplier<Filter> inner) {
        if (++depth > DEEPEST) {
            throw INVALID_FILTER.because("The filter is nested more than " + DEEPEST + " levels deep.");
        }
        Filter filter = inner.get();
        depth--;
        return filter;
    }

    private void count() {
        if (++clauses > MOST_CLAUSES) {
            throw INVALID_FILTER.because("The filter has more than " + MOST_CLAUSES + " clauses.");
        }
    }
}
