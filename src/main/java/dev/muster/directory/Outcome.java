package dev.muster.directory;

import java.util.UUID;

/** How a write to a user or a group ended; each door turns it into its own words. */
public sealed interface Outcome<T> {

    /**
     * The write stands, or there was nothing to write.
     *
     * @param created whether the resource came into being by this request
     */
    record Done<T>(T resource, boolean created) implements Outcome<T> {}

    /** No such resource in this directory. */
    record NotFound<T>() implements Outcome<T> {}

    /**
     * A value that must be unique in the directory is taken; nothing was written.
     *
     * @param attribute its SCIM name
     * @param holder    SCIM id of who has it
     */
    record Taken<T>(String attribute, String value, UUID holder) implements Outcome<T> {}

    /** The member contains the group already, directly or through others; nothing was written. */
    record Cycle<T>(UUID group, UUID member) implements Outcome<T> {}

    /** The resource has another version than the client wanted; nothing was written. */
    record VersionMismatch<T>(long version) implements Outcome<T> {}
}
