package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_FILTER;

import dev.muster.scim.error.ScimException;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.Literal;
import dev.muster.scim.filter.Operator;
import java.util.List;
import java.util.stream.Stream;

/** The ids a filter on members names: {@code value eq "a" or value eq "b"}. Others would need the members read. */
final class MemberFilter {

    private MemberFilter() {}

    static List<String> ids(Filter filter) {
        return named(filter).distinct().toList();
    }

    private static Stream<String> named(Filter filter) {
        return switch (filter) {
            case Filter.Or or -> or.clauses().stream().flatMap(MemberFilter::named);
            case Filter.And and -> named(onlyValue(and));
            case Filter.Compare compare when isId(compare) -> Stream.of(((Literal.Text) compare.literal()).value());
            case Filter.Compare compare -> throw unsupported();
            case Filter.Not not -> throw unsupported();
            case Filter.Present present -> throw unsupported();
            case Filter.ValuePath valuePath -> throw unsupported();
        };
    }

    /** {@code value eq "a" and type eq "User"}: an id says by itself whose it is. */
    private static Filter onlyValue(Filter.And and) {
        List<Filter> others =
                and.clauses().stream().filter(clause -> !isType(clause)).toList();
        if (others.size() != 1) {
            throw unsupported();
        }
        return others.getFirst();
    }

    private static boolean isId(Filter.Compare compare) {
        return isEqual(compare, "value");
    }

    private static boolean isType(Filter clause) {
        return clause instanceof Filter.Compare compare && isEqual(compare, "type");
    }

    private static boolean isEqual(Filter.Compare compare, String name) {
        return compare.path().text().equalsIgnoreCase(name)
                && compare.operator() == Operator.EQ
                && compare.literal() instanceof Literal.Text;
    }

    private static ScimException unsupported() {
        return INVALID_FILTER.because("Members are picked by their id only, as in members[value eq \"…\"].");
    }
}
