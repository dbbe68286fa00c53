package dev.muster.directory;

import dev.muster.directory.attribute.Place;
import dev.muster.directory.attribute.Readable;
import dev.muster.id.IdType;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a directory's attributes come from, as a form to fill in beside the data of a real person.
 *
 * @param own      the developer's attributes, which have no usual place
 * @param usual    the predefined ones
 * @param preview  what the lines would make of the person; empty: nobody asked
 * @param progress of the people's rewrite by the mapping that holds
 * @param refused  whether what was typed cannot be saved
 */
public record MappingSheet(
        List<Line> own,
        List<Line> usual,
        Sight sight,
        List<Change> preview,
        Optional<UserRewrites.Progress> progress,
        boolean refused) {

    /**
     * An attribute to map.
     *
     * @param description by the developer, or null
     * @param path        as typed; blank: the usual place
     * @param usual       where it comes from when nothing is typed; null: nowhere
     * @param problem     of the path, or null
     */
    public record Line(
            String name,
            String type,
            boolean required,
            String description,
            String path,
            String usual,
            String problem) {}

    /**
     * An attribute of the person under the mapping that holds and under the one that is tried.
     *
     * @param problem why there is no value, or null
     */
    public record Change(String name, String now, String then, String problem) {

        public boolean changed() {
            return !now.equals(then);
        }

        /** Nobody needs to read of what was nothing and stays nothing. */
        boolean tells() {
            return changed() || problem != null || !now.equals(Readable.NONE);
        }
    }

    /**
     * The person who is looked at.
     *
     * @param person   null when the directory has nobody yet
     * @param places   what the provider sent of the person, each with a path that leads to it
     * @param email    whose address was looked for; blank: nobody's
     * @param notFound nobody has that address, so it is somebody else
     */
    public record Sight(DirectoryUser person, List<Place> places, String email, boolean notFound) {

        /** For the form, so that the next sheet looks at the same person. */
        public String personId() {
            return IdType.DIRECTORY_USER.print(person.payload().id());
        }
    }

    /** Whether something beside the developer's own attributes is mapped, or mapped wrongly. */
    public boolean usualTouched() {
        return usual.stream().anyMatch(line -> !line.path().isBlank() || line.problem() != null);
    }

    /** Required attributes that come from nowhere. */
    public List<String> missing() {
        return Stream.concat(own.stream(), usual.stream())
                .filter(line -> line.required() && line.path().isBlank() && line.usual() == null)
                .map(Line::name)
                .toList();
    }
}
