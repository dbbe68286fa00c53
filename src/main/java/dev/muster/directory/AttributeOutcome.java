package dev.muster.directory;

/** What became of a wish to define or change an attribute. */
public sealed interface AttributeOutcome {

    record Saved(DirectoryAttribute attribute) implements AttributeOutcome {}

    record NotFound() implements AttributeOutcome {}

    /** The environment has an attribute of this name. */
    record Taken(String name) implements AttributeOutcome {}

    /** @param reason a sentence for the person who typed it */
    record Refused(String field, String reason) implements AttributeOutcome {}
}
