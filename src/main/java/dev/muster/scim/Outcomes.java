package dev.muster.scim;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;
import static dev.muster.scim.error.ScimType.UNIQUENESS;

import dev.muster.directory.Outcome;
import dev.muster.id.IdType;
import dev.muster.scim.schema.ResourceType;
import java.util.UUID;

/** How the nouns' outcomes are told to a provider. */
final class Outcomes {

    private Outcomes() {}

    /** What was done, or the refusal in SCIM's words. */
    static <T> Outcome.Done<T> done(ResourceType type, Outcome<T> outcome) {
        return switch (outcome) {
            case Outcome.Done<T> done -> done;
            case Outcome.NotFound<T> notFound -> throw notFound(type);
            case Outcome.Taken<T> taken -> throw UNIQUENESS.because(taken(type, taken));
            case Outcome.Cycle<T> cycle -> throw INVALID_VALUE.because(cycle(cycle));
            case Outcome.VersionMismatch<T> mismatch -> throw mismatch(mismatch.version());
        };
    }

    static Refusal notFound(ResourceType type) {
        return Refusal.of(
                404,
                "There is no " + type.name()
                        + " with this id in this directory. It may have been deleted; look it up by "
                        + (type == ResourceType.USER ? "userName" : "displayName") + ", or create it.");
    }

    private static Refusal mismatch(long version) {
        return Refusal.of(
                        412,
                        "The resource has another version by now: " + Preconditions.tag(version)
                                + ". Read it again and repeat the change.")
                .with("ETag", Preconditions.tag(version));
    }

    private static String taken(ResourceType type, Outcome.Taken<?> taken) {
        IdType ids = type == ResourceType.USER ? IdType.DIRECTORY_USER : IdType.DIRECTORY_GROUP;
        return "The " + taken.attribute() + " \"" + taken.value() + "\" belongs to another " + type.name()
                + " of this directory already, id " + ids.print(taken.holder())
                + ". Update that one, or give one of them another " + taken.attribute() + ".";
    }

    private static String cycle(Outcome.Cycle<?> cycle) {
        return "members: the group " + group(cycle.member())
                + " contains this group already, directly or through others;" + " a group cannot be inside itself.";
    }

    private static String group(UUID id) {
        return IdType.DIRECTORY_GROUP.print(id);
    }
}
