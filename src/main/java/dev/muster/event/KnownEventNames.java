package dev.muster.event;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The event names of WorkOS that a filter or a subscription may hold, whether Muster writes them or not: an application
 * that also uses other parts of WorkOS brings its whole list along. Families are accepted by their first word, since new
 * members of them appear with every release of the SDKs.
 */
public final class KnownEventNames {

    /** {@code dsync.token.*} can be read, but no webhook is sent for them. */
    private static final Set<String> READ_ONLY = Set.of("dsync.token.created", "dsync.token.revoked");

    private static final Set<String> ELSEWHERE =
            Set.of("email_verification.created", "magic_auth.created", "radar.challenge_created");

    private static final List<String> FAMILIES = List.of(
            "action.",
            "agent.registration.",
            "api_key.",
            "authentication.",
            "connection.",
            "flag.",
            "group.",
            "invitation.",
            "organization_membership.",
            "organization_role.",
            "password_reset.",
            "permission.",
            "pipes.connected_account.",
            "role.",
            "session.",
            "user.",
            "vault.",
            "waitlist_user.");

    private KnownEventNames() {}

    /** Whether the Events API knows it. */
    public static boolean readable(String name) {
        return EventType.named(name).isPresent() || ELSEWHERE.contains(name) || inFamily(name);
    }

    /** Whether a webhook endpoint may ask for it. */
    public static boolean subscribable(String name) {
        return readable(name) && !READ_ONLY.contains(name);
    }

    /** Those that no webhook endpoint may ask for, in the order given. */
    public static List<String> notSubscribable(Collection<String> names) {
        return names.stream()
                .filter(Predicate.not(KnownEventNames::subscribable))
                .toList();
    }

    private static boolean inFamily(String name) {
        return FAMILIES.stream()
                .anyMatch(family -> name.startsWith(family) && name.length() > family.length() && isName(name));
    }

    private static boolean isName(String name) {
        return name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c == '_' || c == '.');
    }
}
