package dev.muster.organization;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a customer's administrator has been asked to do; a session can do only this. */
public enum PortalIntent {
    DSYNC,
    DOMAIN_VERIFICATION;

    /** WorkOS's word. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<PortalIntent> named(String wireName) {
        return Arrays.stream(values())
                .filter(intent -> intent.wireName().equals(wireName))
                .findFirst();
    }
}
