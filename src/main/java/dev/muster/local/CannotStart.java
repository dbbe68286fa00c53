package dev.muster.local;

/** A reason not to start, as a sentence for the person at the console: what is wrong and what to do about it. */
public final class CannotStart extends RuntimeException {
    public CannotStart(String sentence) {
        super(sentence);
    }

    public CannotStart(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
