package dev.muster.vault;

/** Sealed bytes that no key opens: changed, moved to another row, or sealed with a key that is gone. */
public final class CannotOpen extends RuntimeException {

    CannotOpen(String message) {
        super(message);
    }

    CannotOpen(String message, Throwable cause) {
        super(message, cause);
    }
}
