package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.AttributeMappings.Mapped;
import dev.muster.directory.AttributeMappings.Preview;
import dev.muster.directory.MappingSheet.Change;
import dev.muster.directory.MappingSheet.Line;
import dev.muster.directory.MappingSheet.Sight;
import dev.muster.directory.attribute.Finding;
import dev.muster.directory.attribute.Place;
import dev.muster.directory.attribute.Readable;
import dev.muster.id.IdType;
import dev.muster.page.Text;
import dev.muster.sql.Window;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;

/** Shows, tries and saves {@link MappingSheet}s. Methods join a running transaction. */
@ApplicationScoped
public class MappingSheets {

    private final AttributeMappings mappings;
    private final UserListing users;
    private final UserRewrites rewrites;

    MappingSheets(AttributeMappings mappings, UserListing users, UserRewrites rewrites) {
        this.mappings = mappings;
        this.users = users;
        this.rewrites = rewrites;
    }

    /**
     * What a form sent.
     *
     * @param names   of the attributes, one for each line
     * @param paths   the paths beside them
     * @param person  printed id of the person that was looked at, or null
     */
    public record Typed(List<String> names, List<String> paths, String person) {

        /** Empty when the form is none of ours. */
        public static Optional<Typed> of(List<String> names, List<String> paths, String person) {
            return names.size() == paths.size() ? Optional.of(new Typed(names, paths, person)) : Optional.empty();
        }

        Map<String, String> mapping() {
            var mapping = new LinkedHashMap<String, String>();
            for (int i = 0; i < names.size(); i++) {
                mapping.put(names.get(i), Text.given(paths.get(i)).strip());
            }
            return mapping;
        }

        UUID personId() {
            return IdType.DIRECTORY_USER.parse(person).orElse(null);
        }
    }

    /** @param email of whom to look at; blank: of whoever comes first */
    public MappingSheet show(UUID directory, String email) {
        return sheet(directory, Map.of(), sight(directory, null, email), List.of(), Map.of());
    }

    /** The sheet with what would become of the person. */
    public MappingSheet preview(UUID directory, Typed typed) {
        Map<String, String> mapping = typed.mapping();
        return switch (mappings.preview(directory, mapping, typed.personId())) {
            case MappingOutcome.Done<Preview>(Preview preview) ->
                sheet(directory, mapping, sight(preview.user()), changes(preview), Map.of());
            case MappingOutcome.Refused<Preview>(Map<String, String> problems) -> refused(directory, typed, problems);
            // The person, or the whole directory, has gone since the form was made.
            default -> refused(directory, typed, Map.of());
        };
    }

    /** Saves the mapping; when that is not possible, the sheet again with what is wrong. */
    public Optional<MappingSheet> save(UUID directory, Typed typed) {
        return mappings.replace(directory, typed.mapping())
                        instanceof MappingOutcome.Refused<List<Mapped>>(Map<String, String> problems)
                ? Optional.of(refused(directory, typed, problems))
                : Optional.empty();
    }

    private MappingSheet refused(UUID directory, Typed typed, Map<String, String> problems) {
        return sheet(directory, typed.mapping(), sight(directory, typed.personId(), ""), List.of(), problems);
    }

    private MappingSheet sheet(
            UUID directory,
            Map<String, String> typed,
            Sight sight,
            List<Change> preview,
            Map<String, String> problems) {
        List<Mapped> mapped = mappings.of(directory).stream()
                .filter(one -> one.attribute().enabled() || one.mapped() != null)
                .toList();
        return new MappingSheet(
                mapped.stream()
                        .filter(one -> !one.attribute().predefined())
                        .map(one -> line(one, typed, problems))
                        .toList(),
                mapped.stream()
                        .filter(one -> one.attribute().predefined())
                        .map(one -> line(one, typed, problems))
                        .toList(),
                sight,
                preview,
                rewrites.progress(directory),
                !problems.isEmpty());
    }

    private static Line line(Mapped mapped, Map<String, String> typed, Map<String, String> problems) {
        DirectoryAttribute attribute = mapped.attribute();
        String saved = mapped.mapped() == null ? "" : mapped.mapped();
        return new Line(
                attribute.name(),
                attribute.type().wireName(),
                attribute.required(),
                attribute.description(),
                typed.getOrDefault(attribute.name(), saved),
                mapped.usual(),
                problems.get(attribute.name()));
    }

    private static List<Change> changes(Preview preview) {
        var names = new TreeSet<String>();
        preview.now().fieldNames().forEachRemaining(names::add);
        preview.then().fieldNames().forEachRemaining(names::add);
        return names.stream()
                .map(name -> new Change(
                        name,
                        value(preview.now(), name),
                        value(preview.then(), name),
                        preview.findings().stream()
                                .filter(finding -> finding.attribute().equals(name))
                                .map(Finding::message)
                                .findFirst()
                                .orElse(null)))
                .filter(Change::tells)
                .toList();
    }

    private static String value(ObjectNode values, String name) {
        return Readable.of(values.path(name));
    }

    private static Sight sight(DirectoryUser person) {
        return new Sight(person, Place.of(person.resource()), "", false);
    }

    private Sight sight(UUID directory, UUID person, String email) {
        Optional<DirectoryUser> wanted = email.isEmpty() ? Optional.empty() : byEmail(directory, email);
        boolean notFound = !email.isEmpty() && wanted.isEmpty();
        return wanted.or(() -> mappings.person(directory, person))
                .map(found -> new Sight(found, Place.of(found.resource()), email, notFound))
                .orElseGet(() -> new Sight(null, List.of(), email, notFound));
    }

    private Optional<DirectoryUser> byEmail(UUID directory, String email) {
        var query = new UserListing.Query(directory, null, null, email);
        return users.list(query, new Window(1, true, null, null)).rows().stream()
                .findFirst()
                .flatMap(shown -> users.get(shown.payload().id()));
    }
}
