package dev.muster.health;

import dev.muster.id.IdType;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/**
 * Something that is, or may be, wrong, for the eyes of an IT administrator. It is gone when its evidence is.
 *
 * @param code     stable name of the kind of finding
 * @param subject  the person, group, token or caller it is about; null: the directory
 * @param evidence what was seen
 * @param cause    what that most probably means
 * @param remedy   what to do about it, in the words of the provider
 * @param first    when it was first seen; null if no time says it
 * @param last     when it was last seen; null if it is so now
 * @param count    how often, or how many
 * @param request  a request in the log that shows it, or null
 */
public record Finding(
        Code code,
        Subject subject,
        String evidence,
        String cause,
        String remedy,
        Instant first,
        Instant last,
        long count,
        UUID request) {

    /** Order of urgency. */
    public enum Severity {
        ERROR,
        WARNING,
        INFO;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** All kinds there are. Names are part of the API. */
    public enum Code {
        NO_TOKEN(Severity.ERROR, "No token"),
        TOKEN_REJECTED(Severity.ERROR, "Token not accepted"),
        WRONG_ADDRESS(Severity.ERROR, "Wrong address"),
        WRONG_CONNECTOR(Severity.ERROR, "SCIM 1.1 instead of 2.0"),
        QUARANTINE_RISK(Severity.ERROR, "Many requests fail"),
        MASS_DEACTIVATION(Severity.ERROR, "Many people deactivated at once"),
        MASS_MEMBER_REMOVAL(Severity.ERROR, "Many members removed at once"),
        SERVER_ERROR(Severity.ERROR, "Muster failed"),
        PAUSED_TRAFFIC(Severity.WARNING, "Requests while paused"),
        SILENT(Severity.WARNING, "Nothing has come for long"),
        WRONG_PROVIDER(Severity.WARNING, "Another provider is calling"),
        SECOND_CALLER(Severity.WARNING, "Two programs are calling"),
        NAME_CONFLICT(Severity.WARNING, "Name taken"),
        INVALID_DATA(Severity.WARNING, "Data that cannot be read"),
        UNKNOWN_RESOURCE(Severity.WARNING, "Unknown to this directory"),
        APPROVAL_PENDING_SUSPECTED(Severity.WARNING, "Connected, but nothing is sent"),
        GROUPS_NOT_INCLUDED_SUSPECTED(Severity.WARNING, "People, but no groups"),
        REAPPLY_SUSPECTED(Severity.WARNING, "Groups are read, but none is sent"),
        EMPTY_GROUPS(Severity.WARNING, "Groups without members"),
        STALE_GROUP(Severity.WARNING, "Possibly left-over group"),
        GROUP_REVIVED(Severity.WARNING, "Removed group came back"),
        FLAPPING(Severity.WARNING, "Membership goes back and forth"),
        MISSING_EMAIL(Severity.WARNING, "People without e-mail"),
        MISSING_NAME(Severity.INFO, "People without a name"),
        MISSING_ATTRIBUTE(Severity.WARNING, "Required attribute missing"),
        UNREADABLE_ATTRIBUTE(Severity.WARNING, "Attribute cannot be read"),
        DEPROVISIONING_NEVER_SEEN(Severity.WARNING, "Nobody has ever been deactivated"),
        TOKEN_EXPIRING(Severity.WARNING, "Token expires soon"),
        ROTATION_UNFINISHED(Severity.INFO, "Two tokens are active"),
        TEST_USER_SEEN(Severity.INFO, "Connection test seen"),
        NEVER_CONTACTED(Severity.INFO, "No request yet");

        private final Severity severity;
        private final String title;

        Code(Severity severity, String title) {
            this.severity = severity;
            this.title = title;
        }

        public Severity severity() {
            return severity;
        }

        /** Whether it tells of something that happened, and may happen again, rather than of how things are. */
        boolean incident() {
            return this == MASS_DEACTIVATION || this == MASS_MEMBER_REMOVAL || this == GROUP_REVIVED;
        }

        /** A few words for people. */
        public String title() {
            return title;
        }

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param id   printed, or null
     * @param name or null
     */
    public record Subject(String id, String name) {
        static Subject group(UUID id, String name) {
            return new Subject(IdType.DIRECTORY_GROUP.print(id), name);
        }
    }

    /** By which it is known again, together with its code: id, else name, of whom it is about; blank for the directory. */
    public String subjectKey() {
        if (subject == null) {
            return "";
        }
        return subject.id() != null ? subject.id() : Objects.toString(subject.name(), "");
    }

    public Severity severity() {
        return code.severity();
    }

    /** Colour of its box on a page; plain for what is only good to know. */
    public String tone() {
        return switch (severity()) {
            case ERROR -> "bad";
            case WARNING -> "warn";
            case INFO -> "";
        };
    }

    /** Name of the icon in front of it on a page. */
    public String sign() {
        return severity() == Severity.INFO ? "info" : "warning";
    }

    /** Id of the request that shows it as the outside sees it, or null. */
    public String printedRequest() {
        return request == null ? null : IdType.DIRECTORY_REQUEST.print(request);
    }

    static Finding of(Code code, String evidence, String cause, String remedy) {
        return new Finding(code, null, evidence, cause, remedy, null, null, 1, null);
    }

    Finding about(Subject other) {
        return new Finding(code, other, evidence, cause, remedy, first, last, count, request);
    }

    Finding seen(Instant since, Instant until, long times) {
        return new Finding(code, subject, evidence, cause, remedy, since, until, times, request);
    }

    Finding shownBy(UUID logged) {
        return new Finding(code, subject, evidence, cause, remedy, first, last, count, logged);
    }
}
