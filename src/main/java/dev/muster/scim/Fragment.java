package dev.muster.scim;

import dev.muster.sql.Condition;
import java.util.ArrayList;
import java.util.List;

/** Composes pieces of SQL without losing track of their values. */
final class Fragment {

    private static final String SLOT = "%s";

    private Fragment() {}

    /** Each {@code %s} in the text stands for the next piece; the text itself is ours. */
    static Condition of(String text, Condition... pieces) {
        var composed = new StringBuilder();
        var values = new ArrayList<Object>();
        int from = 0;
        for (Condition piece : pieces) {
            int at = text.indexOf(SLOT, from);
            composed.append(text, from, at).append(piece.text());
            values.addAll(piece.values());
            from = at + SLOT.length();
        }
        return new Condition(composed.append(text, from, text.length()).toString(), values);
    }

    static Condition joined(String separator, List<Condition> pieces) {
        var joined = new StringBuilder("(");
        var values = new ArrayList<Object>();
        for (Condition piece : pieces) {
            joined.append(joined.length() > 1 ? separator : "").append(piece.text());
            values.addAll(piece.values());
        }
        return new Condition(joined.append(")").toString(), values);
    }
}
