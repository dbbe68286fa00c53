package dev.muster.portal;

/** Why there is another page than the one asked for, with what to do about it. */
enum Refusal {
    UNKNOWN(404, "There is nothing here", "It may have been deleted, or the address has a typo."),
    NO_SESSION(
            401,
            "Please come in by a link",
            "Your visit has ended, or it has not begun. Open this page from the application you are setting up, or ask the"
                    + " people who sent you here for a new link."),
    DEAD_LINK(
            410,
            "This link does not work any more",
            "It has been used already, it is too old, or a part of it got lost on the way. Open the set-up page again from"
                    + " the application you came from, or ask the people who sent you the link for a new one."),
    STALE_FORM(
            403,
            "This form has expired",
            "It was open too long, or it came from somewhere else. Go back, reload the page, and send it again.");

    final int status;
    final String title;
    final String text;

    Refusal(int status, String title, String text) {
        this.status = status;
        this.title = title;
        this.text = text;
    }

    /** Whether whoever reads this may have a session to go on with. */
    boolean inside() {
        return this == UNKNOWN || this == STALE_FORM;
    }

    /** Ends the request with this page. */
    Refused exception() {
        return new Refused(this);
    }

    static Refused unknown() {
        return UNKNOWN.exception();
    }

    static final class Refused extends RuntimeException {

        private final Refusal refusal;

        private Refused(Refusal refusal) {
            super(refusal.title, null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }
}
