package dev.muster.scim.filter;

import dev.muster.scim.schema.AttributePath;
import java.util.List;
import java.util.stream.Collectors;

/** A filter as it was written, not yet checked against a schema. Printed by {@link #text()}. */
public sealed interface Filter {

    /** A text that parses to this filter again. */
    String text();

    record And(List<Filter> clauses) implements Filter {
        public And {
            clauses = List.copyOf(clauses);
        }

        @Override
        public String text() {
            return joined(clauses, " and ");
        }
    }

    record Or(List<Filter> clauses) implements Filter {
        public Or {
            clauses = List.copyOf(clauses);
        }

        @Override
        public String text() {
            return joined(clauses, " or ");
        }
    }

    record Not(Filter clause) implements Filter {
        @Override
        public String text() {
            return "not (" + clause.text() + ")";
        }
    }

    record Compare(AttributePath path, Operator operator, Literal literal) implements Filter {
        @Override
        public String text() {
            return path.text() + " " + operator.keyword() + " " + literal.text();
        }
    }

    record Present(AttributePath path) implements Filter {
        @Override
        public String text() {
            return path.text() + " pr";
        }
    }

    /** {@code emails[type eq "work"]}: one entry of the list satisfies the filter, whose paths start in the entry. */
    record ValuePath(AttributePath path, Filter filter) implements Filter {
        @Override
        public String text() {
            return path.text() + "[" + filter.text() + "]";
        }
    }

    private static String joined(List<Filter> clauses, String keyword) {
        return clauses.stream().map(Filter::nested).collect(Collectors.joining(keyword));
    }

    private static String nested(Filter clause) {
        return switch (clause) {
            case And and -> "(" + and.text() + ")";
            case Or or -> "(" + or.text() + ")";
            case Not not -> not.text();
            case Compare compare -> compare.text();
            case Present present -> present.text();
            case ValuePath valuePath -> valuePath.text();
        };
    }
}
