package dev.muster.event;

/** JavaScript's array indexes: property names that every engine moves to the front, in ascending order. */
final class ArrayIndex {

    private static final long MAX = (1L << 32) - 2;

    private ArrayIndex() {}

    /** The index that the key spells in canonical decimal form, 0 to 2^32-2, or -1 if it is an ordinary key. */
    static long of(String key) {
        int length = key.length();
        if (length == 0 || length > 10 || length > 1 && key.charAt(0) == '0') {
            return -1;
        }
        long index = 0;
        for (int i = 0; i < length; i++) {
            int digit = key.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            index = 10 * index + digit;
        }
        return index <= MAX ? index : -1;
    }
}
