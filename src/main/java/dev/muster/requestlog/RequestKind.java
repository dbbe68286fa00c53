package dev.muster.requestlog;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Kinds of requests whose first and last coming is remembered. One request may be of several. */
public enum RequestKind {
    /** Any at all. */
    RECEIVED,
    /** Without a living token of the directory: 401. */
    REJECTED,
    /** With one. */
    ACCEPTED,
    /** Done as asked: 2xx or 304. */
    SUCCEEDED,
    /** An answer of 4xx or 5xx to somebody with a token. */
    FAILED,
    USERS_READ,
    GROUPS_READ,
    /** A successful POST, PUT, PATCH or DELETE; what follows tells them apart. */
    WRITTEN,
    USER_CREATED,
    USER_CHANGED,
    USER_DELETED,
    GROUP_CREATED,
    GROUP_CHANGED,
    GROUP_DELETED;

    private static final int ERROR = 400;
    private static final int UNAUTHORIZED = 401;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    static RequestKind of(String column) {
        return valueOf(column.toUpperCase(Locale.ROOT));
    }

    static Set<RequestKind> of(NewRequest request) {
        if (request.status() == UNAUTHORIZED) {
            return EnumSet.of(RECEIVED, REJECTED);
        }
        if (request.status() >= ERROR) {
            return EnumSet.of(RECEIVED, ACCEPTED, FAILED);
        }
        var kinds = EnumSet.of(RECEIVED, ACCEPTED, SUCCEEDED);
        kinds.addAll(done(request.method(), request.path(), request.subject().type()));
        return kinds;
    }

    private static Set<RequestKind> done(String method, String path, String subject) {
        boolean user = NewRequest.Subject.USER.equals(subject);
        if (method.equals("GET") || method.equals("HEAD") || path.endsWith("/.search")) {
            return subject == null ? EnumSet.noneOf(RequestKind.class) : EnumSet.of(user ? USERS_READ : GROUPS_READ);
        }
        return subject == null ? EnumSet.of(WRITTEN) : EnumSet.of(WRITTEN, write(method, user));
    }

    private static RequestKind write(String method, boolean user) {
        return switch (method) {
            case "POST" -> user ? USER_CREATED : GROUP_CREATED;
            case "DELETE" -> user ? USER_DELETED : GROUP_DELETED;
            default -> user ? USER_CHANGED : GROUP_CHANGED;
        };
    }
}
