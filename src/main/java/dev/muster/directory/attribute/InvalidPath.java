package dev.muster.directory.attribute;

/** A text that is no {@link AttributePath}; the message is for the person who typed it. */
public final class InvalidPath extends Exception {

    InvalidPath(String message) {
        super(message, null, false, false);
    }
}
