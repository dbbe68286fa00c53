package dev.muster.event;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The events Muster itself writes, by WorkOS's names. */
public enum EventType {
    DSYNC_ACTIVATED("dsync.activated"),
    DSYNC_DELETED("dsync.deleted"),
    DSYNC_USER_CREATED("dsync.user.created"),
    DSYNC_USER_UPDATED("dsync.user.updated"),
    DSYNC_USER_DELETED("dsync.user.deleted"),
    DSYNC_GROUP_CREATED("dsync.group.created"),
    DSYNC_GROUP_UPDATED("dsync.group.updated"),
    DSYNC_GROUP_DELETED("dsync.group.deleted"),
    DSYNC_GROUP_USER_ADDED("dsync.group.user_added"),
    DSYNC_GROUP_USER_REMOVED("dsync.group.user_removed"),
    DSYNC_TOKEN_CREATED("dsync.token.created"),
    DSYNC_TOKEN_REVOKED("dsync.token.revoked"),
    ORGANIZATION_CREATED("organization.created"),
    ORGANIZATION_UPDATED("organization.updated"),
    ORGANIZATION_DELETED("organization.deleted"),
    ORGANIZATION_DOMAIN_CREATED("organization_domain.created"),
    ORGANIZATION_DOMAIN_UPDATED("organization_domain.updated"),
    ORGANIZATION_DOMAIN_DELETED("organization_domain.deleted"),
    ORGANIZATION_DOMAIN_VERIFIED("organization_domain.verified"),
    ORGANIZATION_DOMAIN_VERIFICATION_FAILED("organization_domain.verification_failed"),
    ROLE_CREATED("role.created"),
    ROLE_UPDATED("role.updated"),
    ROLE_DELETED("role.deleted");

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::wireName, Function.identity()));

    private final String wireName;

    EventType(String wireName) {
        this.wireName = wireName;
    }

    public String wireName() {
        return wireName;
    }

    public static Optional<EventType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }
}
