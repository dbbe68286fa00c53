package dev.muster.provider;

import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The providers that push by SCIM, by WorkOS's type strings (closed: PHP's SDK fails on any other).
 *
 * <p>Tolerant reading is for everybody; a flag exists only where providers contradict a MUST of the RFC or each other.
 */
public enum ProviderType {
    ONELOGIN("onelogin scim v2.0", "OneLogin", Flag.REPLACE_CREATES_ENTRY, Flag.PATCH_ANSWERS_USER),
    OKTA("okta scim v2.0", "Okta", Flag.REPLACE_CREATES_ENTRY, Flag.PATCH_ANSWERS_USER),
    ENTRA("azure scim v2.0", "Microsoft Entra ID", Flag.REPLACE_CREATES_ENTRY, Flag.GROUP_NAME_IS_IDENTITY),
    JUMPCLOUD("jump cloud scim v2.0", "JumpCloud", Flag.REPLACE_CREATES_ENTRY, Flag.GROUP_NAME_IS_IDENTITY),
    PINGFEDERATE("pingfederate scim v2.0", "PingFederate", Flag.REPLACE_CREATES_ENTRY),
    CYBERARK("cyberark scim v2.0", "CyberArk", Flag.REPLACE_CREATES_ENTRY),
    RIPPLING("rippling scim v2.0", "Rippling", Flag.REPLACE_CREATES_ENTRY),
    SAILPOINT("sailpoint scim v2.0", "SailPoint", Flag.REPLACE_CREATES_ENTRY),
    GENERIC("generic scim v2.0", "Custom SCIM 2.0");

    private enum Flag {
        /** {@code replace} with a value path that matches nothing creates the entry (RFC 7644 section 3.5.2.3: noTarget). */
        REPLACE_CREATES_ENTRY,
        /** Reads the answer of a user PATCH, so it gets 200 with the resource instead of 204. */
        PATCH_ANSWERS_USER,
        /** Matches groups by displayName alone, so a second group of a name is refused whatever its externalId. */
        GROUP_NAME_IS_IDENTITY
    }

    private static final Map<String, ProviderType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(ProviderType::wireName, Function.identity()));

    private final String wireName;
    private final String displayName;
    private final Set<Flag> flags;

    ProviderType(String wireName, String displayName, Flag... flags) {
        this.wireName = wireName;
        this.displayName = displayName;
        this.flags = flags.length == 0 ? EnumSet.noneOf(Flag.class) : EnumSet.copyOf(Arrays.asList(flags));
    }

    public static Optional<ProviderType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    /** WorkOS's string, spaces included. */
    public String wireName() {
        return wireName;
    }

    /** As its customers call it. */
    public String displayName() {
        return displayName;
    }

    /** Two letters in the place of a logo that belongs to somebody else. */
    public String monogram() {
        return displayName
                .replaceAll("[^A-Z]", "")
                .concat(displayName.substring(1, 2))
                .substring(0, 2);
    }

    /** A longer silence than this is worth a word: Entra calls every 40 minutes, the others when there is something to tell. */
    public Duration longestSilence() {
        return this == ENTRA ? Duration.ofHours(2) : Duration.ofDays(14);
    }

    public boolean replaceCreatesEntry() {
        return flags.contains(Flag.REPLACE_CREATES_ENTRY);
    }

    public boolean patchAnswersUser() {
        return flags.contains(Flag.PATCH_ANSWERS_USER);
    }

    public boolean groupNameIsIdentity() {
        return flags.contains(Flag.GROUP_NAME_IS_IDENTITY);
    }
}
