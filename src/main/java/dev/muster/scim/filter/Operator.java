package dev.muster.scim.filter;

import java.util.Locale;
import java.util.Optional;

/** The comparisons of RFC 7644 table 3; "present" is {@link Filter.Present}. */
public enum Operator {
    EQ,
    NE,
    CO,
    SW,
    EW,
    GT,
    GE,
    LT,
    LE;

    /** The operator of that keyword, in any case. */
    public static Optional<Operator> parse(String keyword) {
        return switch (keyword.toLowerCase(Locale.ROOT)) {
            case "eq" -> Optional.of(EQ);
            case "ne" -> Optional.of(NE);
            case "co" -> Optional.of(CO);
            case "sw" -> Optional.of(SW);
            case "ew" -> Optional.of(EW);
            case "gt" -> Optional.of(GT);
            case "ge" -> Optional.of(GE);
            case "lt" -> Optional.of(LT);
            case "le" -> Optional.of(LE);
            default -> Optional.empty();
        };
    }

    public String keyword() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it looks for a part of a text. */
    public boolean substring() {
        return this == CO || this == SW || this == EW;
    }

    /** Whether it needs an order of values. */
    public boolean ordering() {
        return this == GT || this == GE || this == LT || this == LE;
    }
}
