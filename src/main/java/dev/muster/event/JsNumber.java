package dev.muster.event;

import com.fasterxml.jackson.databind.JsonNode;

/** Numbers as JavaScript holds and prints them. Source: ECMA-262, Number::toString with radix 10. */
final class JsNumber {

    private static final long MAX_SAFE = 1L << 53;

    private JsNumber() {}

    /** Whether the integer is a double without loss, so that its own digits are JavaScript's. */
    static boolean isSafe(long value) {
        return value >= -MAX_SAFE && value <= MAX_SAFE;
    }

    /** The double that JavaScript would have read from the number's decimal digits. */
    static double toDouble(JsonNode number) {
        return number.isDouble() ? number.doubleValue() : Double.parseDouble(number.asText());
    }

    static String print(double value) {
        if (value == 0) {
            return "0";
        }
        if (!Double.isFinite(value)) {
            return "null";
        }
        if (value == (long) value && isSafe((long) value)) {
            return Long.toString((long) value);
        }
        return (value < 0 ? "-" : "") + Decimal.shortest(Math.abs(value)).print();
    }

    /**
     * Significant digits without zeros at either end, and where the point stands: the value is 0.digits × 10^point.
     */
    private record Decimal(String digits, int point) {

        /** The fewest digits that read back as the value; among those the nearest. */
        static Decimal shortest(double value) {
            Decimal decimal = of(Double.toString(value));
            return decimal.digits.length() == 2 ? decimal.oneDigitIfEnough(value) : decimal;
        }

        /** Reads what {@link Double#toString} prints for a positive number: {@code 12.3}, {@code 0.05}, {@code 1.0E-7}. */
        private static Decimal of(String text) {
            int e = text.indexOf('E');
            String mantissa = e < 0 ? text : text.substring(0, e);
            int exponent = e < 0 ? 0 : Integer.parseInt(text.substring(e + 1));
            int point = mantissa.indexOf('.');
            return normal(mantissa.substring(0, point) + mantissa.substring(point + 1), point + exponent);
        }

        private static Decimal normal(String digits, int point) {
            int start = 0;
            while (digits.charAt(start) == '0') {
                start++;
            }
            int end = digits.length();
            while (digits.charAt(end - 1) == '0') {
                end--;
            }
            return new Decimal(digits.substring(start, end), point - start);
        }

        /** Java prints at least two digits and may use the second; JavaScript takes one if that reads back alike. */
        private Decimal oneDigitIfEnough(double value) {
            int two = Integer.parseInt(digits);
            int nearest = (two + 5) / 10;
            int other = nearest * 10 > two ? nearest - 1 : nearest + 1;
            for (int one : new int[] {nearest, other}) {
                if (one > 0 && Double.parseDouble(one + "E" + (point - 1)) == value) {
                    return one == 10 ? new Decimal("1", point + 1) : new Decimal(Integer.toString(one), point);
                }
            }
            return this;
        }

        String print() {
            int count = digits.length();
            if (count <= point && point <= 21) {
                return digits + "0".repeat(point - count);
            }
            if (0 < point && point <= 21) {
                return digits.substring(0, point) + "." + digits.substring(point);
            }
            if (-6 < point && point <= 0) {
                return "0." + "0".repeat(-point) + digits;
            }
            return scientific(point - 1);
        }

        private String scientific(int exponent) {
            String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
            return digits.charAt(0) + fraction + "e" + (exponent < 0 ? "-" : "+") + Math.abs(exponent);
        }
    }
}
