package dev.muster.dashboard;

/** Instead of the page asked for there is one that says why not; {@link Refusals} shows it. */
final class Refusal extends RuntimeException {

    /** The page's status and words. */
    enum Reason {
        UNKNOWN(404, "There is nothing here", "It may have been deleted, or the address has a typo."),
        ONLY_LOOKING(
                403,
                "You may look, but not change",
                "Your role is viewer. Ask an administrator of your team to do this."),
        STALE_FORM(
                403,
                "This form has expired",
                "It was open too long, or it came from somewhere else. Go back, reload the page, and send it again.");

        final int status;
        final String title;
        final String text;

        Reason(int status, String title, String text) {
            this.status = status;
            this.title = title;
            this.text = text;
        }
    }

    private final Reason reason;

    Refusal(Reason reason) {
        super(reason.title, null, false, false);
        this.reason = reason;
    }

    Reason reason() {
        return reason;
    }

    static Refusal unknown() {
        return new Refusal(Reason.UNKNOWN);
    }
}
