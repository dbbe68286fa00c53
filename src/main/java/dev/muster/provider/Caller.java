package dev.muster.provider;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who a User-Agent says is calling. The type chosen for a directory is a claim, traffic is evidence: it chooses words, never
 * behaviour.
 */
public final class Caller {

    private static final Map<String, ProviderType> SIGNS = Map.of(
            "okta", ProviderType.OKTA,
            "onelogin", ProviderType.ONELOGIN,
            "azure", ProviderType.ENTRA,
            "microsoft", ProviderType.ENTRA,
            "jumpcloud", ProviderType.JUMPCLOUD,
            "pingfederate", ProviderType.PINGFEDERATE,
            "cyberark", ProviderType.CYBERARK,
            "rippling", ProviderType.RIPPLING,
            "sailpoint", ProviderType.SAILPOINT);

    private Caller() {}

    /** Empty for null and for who does not say. */
    public static Optional<ProviderType> of(String userAgent) {
        String words =
                userAgent == null ? "" : userAgent.toLowerCase(Locale.ROOT).replace(" ", "");
        return SIGNS.entrySet().stream()
                .filter(sign -> words.contains(sign.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** The program without its version: two versions of one program are one caller. Empty for null. */
    public static Optional<String> program(String userAgent) {
        return Optional.ofNullable(userAgent)
                .map(agent -> agent.replaceAll("[/ ]+v?\\d.*", "").strip())
                .filter(program -> !program.isEmpty());
    }
}
