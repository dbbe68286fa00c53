package dev.muster.scim.filter;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.Instant;

/** The value an attribute is compared with. */
public sealed interface Literal {

    /** As a value of a resource. */
    JsonNode json();

    /** As it is written in a filter. */
    default String text() {
        return json().toString();
    }

    record Text(String value) implements Literal {
        @Override
        public JsonNode json() {
            return TextNode.valueOf(value);
        }
    }

    record Number(BigDecimal value) implements Literal {
        public Number {
            value = value.stripTrailingZeros();
        }

        @Override
        public JsonNode json() {
            return JsonNodeFactory.instance.numberNode(value);
        }
    }

    record Bool(boolean value) implements Literal {
        @Override
        public JsonNode json() {
            return BooleanNode.valueOf(value);
        }
    }

    /** A point in time; only in a {@link Condition}, because filters write it as text. */
    record Moment(Instant value) implements Literal {
        @Override
        public JsonNode json() {
            return TextNode.valueOf(value.toString());
        }
    }

    /** Means "no value"; only in a {@link Filter}. */
    record Null() implements Literal {
        @Override
        public JsonNode json() {
            return NullNode.getInstance();
        }
    }
}
