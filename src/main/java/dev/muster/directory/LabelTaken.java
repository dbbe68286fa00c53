package dev.muster.directory;

/** Another directory has the label, perhaps one of another environment: labels stand alone in SCIM addresses. */
public final class LabelTaken extends RuntimeException {

    LabelTaken(Throwable cause) {
        super("the label is taken", cause);
    }
}
