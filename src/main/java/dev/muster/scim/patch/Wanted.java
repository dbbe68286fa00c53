package dev.muster.scim.patch;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.filter.Condition;
import dev.muster.scim.filter.Operator;

/** The entry a filter describes by its equalities: {@code type eq "work"} describes {@code {"type":"work"}}. */
final class Wanted {

    private Wanted() {}

    static ObjectNode entry(Condition condition) {
        ObjectNode entry = JsonNodeFactory.instance.objectNode();
        describe(condition, entry);
        return entry;
    }

    private static void describe(Condition condition, ObjectNode entry) {
        switch (condition) {
            case Condition.And and -> and.all().forEach(part -> describe(part, entry));
            case Condition.Compare compare -> describe(compare, entry);
            case Condition.Or or -> {}
            case Condition.Not not -> {}
            case Condition.Present present -> {}
            case Condition.Some some -> {}
        }
    }

    private static void describe(Condition.Compare compare, ObjectNode entry) {
        if (compare.operator() == Operator.EQ) {
            entry.set(compare.target().leaf().name(), compare.literal().json());
        }
    }
}
