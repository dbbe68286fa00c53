package dev.muster.dashboard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a page says about the act that led to it. Travels as a word in a cookie, so that nobody can put text on our pages. */
public enum Notice {
    ENVIRONMENT_CREATED("Environment created."),
    ORGANIZATION_CREATED("Organization created."),
    ORGANIZATION_DELETED("Organization deleted. Its directories are gone for your application as well."),
    DIRECTORY_DELETED("Directory deleted."),
    DIRECTORY_SAVED("Settings saved."),
    DIRECTORY_PAUSED("Directory paused. What the provider sends is refused until you resume."),
    DIRECTORY_RESUMED("Directory resumed."),
    SCHEMA_SAVED("Schema saved. What the provider sends from now on is read by it."),
    SCHEMA_DELETED("Schema deleted. Its values stay as they are."),
    FINDING_MUTED("Muted for 90 days. Until then it stands below the others."),
    FINDING_SHOWN("Shown again, as long as there is reason for it."),
    TOKEN_STORED("Good. Only a fingerprint of the token is kept from now on."),
    TOKEN_REFUSED("No token was made: there are two already, or a colleague has just made one."),
    TOKEN_REVOKED("Token revoked. It stopped working at once."),
    USER_REMOVED("User removed. If the provider pushes the person again, they come back."),
    GROUP_REMOVED("Group removed. If the provider pushes it again, it comes back."),
    ROLE_CREATED("Role created. Nobody has it yet: let a directory’s group give it, or make it the default."),
    ROLES_SAVED("Saved. Users follow in the background."),
    ROLE_DELETED("Role deleted. Whoever had it is given another in the background."),
    MAPPING_SAVED("Saved. The directory’s users follow in the background."),
    ATTRIBUTE_CREATED("Attribute created. It is null for everybody until a directory maps it."),
    ATTRIBUTE_ON("Attribute switched on. It reaches all users in the background."),
    ATTRIBUTE_OFF("Attribute switched off. It is taken from all users in the background."),
    ATTRIBUTE_DELETED("Attribute deleted. It is taken from all users in the background."),
    ATTRIBUTES_MAPPED("Mapping saved. New data goes by it at once, all users follow in the background."),
    KEY_STORED("Good. Only a fingerprint of the key is kept from now on."),
    KEY_REVOKED("API key revoked."),
    ENDPOINT_CREATED("Webhook endpoint created. New events go out to it from now on."),
    ENDPOINT_SAVED("Settings saved. They hold from the next delivery on."),
    ENDPOINT_ENABLED("Webhook endpoint enabled."),
    ENDPOINT_DISABLED("Webhook endpoint disabled. Its events wait in the log."),
    SECRET_ROTATED("The endpoint has a new signing secret. Reveal it and give it to your application."),
    SECRET_CHANGED_MEANWHILE("Somebody has changed this endpoint meanwhile. Nothing was rotated: look again first."),
    ROTATION_FINISHED("From now on only the new secret signs."),
    SIGNING_KEY_ADDED("Deliveries carry a v1a signature as well from now on."),
    SIGNING_KEY_REMOVED("Only the shared secret signs from now on."),
    REPLAY_STARTED("The events go out once more, through the same limits as all others."),
    REPLAY_PENDING("The endpoint has not come to this event yet: it gets it in its turn."),
    REPLAY_GONE("This event is not in the log any more."),
    ENDPOINT_DELETED("Webhook endpoint deleted."),
    LINK_STORED("Good. The link works until it is revoked, or all is set up."),
    LINK_REVOKED("Set-up link revoked. Who came in by it is out."),
    ROLE_CHANGED("Role changed. It holds from the next click on."),
    MEMBER_REMOVED("Member removed. All of their sessions have ended."),
    LAST_ADMINISTRATOR("A team needs an administrator. Make somebody else one first."),
    INVITATION_WITHDRAWN("Invitation withdrawn. Its link opens nothing any more."),
    PASSWORD_CHANGED("Password changed. All other sessions have ended.");

    private final String text;

    Notice(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Notice> of(String word) {
        return Arrays.stream(values())
                .filter(notice -> notice.word().equals(word))
                .findFirst();
    }
}
