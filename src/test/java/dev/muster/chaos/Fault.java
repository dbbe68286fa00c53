package dev.muster.chaos;

/**
 * One thing that goes wrong. When its deed returns, everything runs again.
 *
 * @param repeats whether deliveries that were under way may come again
 */
record Fault(String name, boolean repeats, Deed deed) {

    interface Deed {
        /** @return what is worth telling, or an empty text */
        String inflict() throws Exception;
    }

    static Fault kill(String name, Deed deed) {
        return new Fault(name, true, deed);
    }

    static Fault trouble(String name, Deed deed) {
        return new Fault(name, false, deed);
    }

    /**
     * What happened.
     *
     * @param from  in nanoseconds of {@link System#nanoTime()}
     * @param until when everything ran again
     */
    record Inflicted(Fault fault, long from, long until, String note) {}

    Inflicted inflict() throws Exception {
        long from = System.nanoTime();
        String note = deed.inflict();
        return new Inflicted(this, from, System.nanoTime(), note);
    }
}
