package dev.muster.directory;

import java.util.Map;

/** What became of a wish to map or preview. */
public sealed interface MappingOutcome<T> {

    record Done<T>(T result) implements MappingOutcome<T> {}

    record NoDirectory<T>() implements MappingOutcome<T> {}

    record NoUser<T>() implements MappingOutcome<T> {}

    /** @param problems by attribute: a sentence for the person who typed the path */
    record Refused<T>(Map<String, String> problems) implements MappingOutcome<T> {}

    /** There is nobody yet to try the mapping on. */
    record NobodyThere<T>() implements MappingOutcome<T> {}
}
