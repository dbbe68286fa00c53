package dev.muster.scim.filter;

import dev.muster.scim.schema.Target;
import java.util.List;

/**
 * What a filter means for a type of resource: names resolved, values in the type of their attribute. Made by
 * {@link FilterBinder}; evaluated by {@link FilterEvaluator} or compiled to SQL.
 *
 * <p>Of several values any one satisfies a comparison (RFC 7644 section 3.4.2.2). "Not equal" is also satisfied by an
 * attribute without a value; every other comparison is not.
 */
public sealed interface Condition {

    record And(List<Condition> all) implements Condition {
        public And {
            all = List.copyOf(all);
        }
    }

    record Or(List<Condition> any) implements Condition {
        public Or {
            any = List.copyOf(any);
        }
    }

    record Not(Condition condition) implements Condition {}

    /**
     * @param target never complex: {@code emails eq "x"} has become {@code emails.value eq "x"}
     * @param literal {@link Literal.Bool}, {@link Literal.Number} or {@link Literal.Moment} for attributes of these
     *     types, otherwise {@link Literal.Text}
     */
    record Compare(Target target, Operator operator, Literal literal) implements Condition {}

    record Present(Target target) implements Condition {}

    /**
     * One entry of the target satisfies the condition.
     *
     * @param condition its targets start in the entry; in a list of plain values {@code value} is the entry itself
     */
    record Some(Target target, Condition condition) implements Condition {}
}
