package dev.muster.scim.schema;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.LongNode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;

/** Numbers that every reader of JSON can hold: finite as a double. */
public final class Numbers {

    /** Longer texts are no numbers anybody means, only work. */
    private static final int LONGEST = 64;

    private Numbers() {}

    /** The number in a text; empty if there is none or none that is finite. */
    public static Optional<BigDecimal> parse(String text) {
        String digits = text.strip();
        if (digits.isEmpty() || digits.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(new BigDecimal(digits)).filter(number -> Double.isFinite(number.doubleValue()));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    static Optional<BigDecimal> of(JsonNode value) {
        if (value.isNumber()) {
            return Double.isFinite(value.doubleValue()) ? Optional.of(value.decimalValue()) : Optional.empty();
        }
        return value.isTextual() ? parse(value.textValue()) : Optional.empty();
    }

    static JsonNode finite(JsonNode number, String where) {
        return of(number)
                .map(Numbers::node)
                .orElseThrow(() -> INVALID_VALUE.because(where + " is a number too large to be kept."));
    }

    /** The node a parser would make after a round trip through jsonb, so that equal numbers are equal nodes. */
    static JsonNode node(BigDecimal number) {
        return isWhole(number) ? whole(number.toBigInteger()) : DoubleNode.valueOf(number.doubleValue());
    }

    static boolean isWhole(BigDecimal number) {
        return number.signum() == 0 || number.stripTrailingZeros().scale() <= 0;
    }

    private static JsonNode whole(BigInteger number) {
        if (number.bitLength() < Integer.SIZE) {
            return IntNode.valueOf(number.intValue());
        }
        return number.bitLength() < Long.SIZE ? LongNode.valueOf(number.longValue()) : BigIntegerNode.valueOf(number);
    }
}
