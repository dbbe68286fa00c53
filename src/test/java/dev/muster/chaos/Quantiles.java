package dev.muster.chaos;

import java.util.Arrays;

/** Of measured times, in milliseconds. */
record Quantiles(double p50, double p99, double most, int count) {

    static Quantiles ofNanos(long[] nanos) {
        Arrays.sort(nanos);
        return new Quantiles(at(nanos, 0.5), at(nanos, 0.99), at(nanos, 1), nanos.length);
    }

    private static double at(long[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    @Override
    public String toString() {
        return "p50 %.1f, p99 %.1f, most %.1f (of %,d)".formatted(p50, p99, most, count);
    }
}
