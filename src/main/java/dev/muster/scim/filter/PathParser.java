package dev.muster.scim.filter;

import static dev.muster.scim.error.ScimType.INVALID_PATH;

import dev.muster.scim.error.ScimException;
import dev.muster.scim.schema.AttributePath;
import java.util.Optional;

/** Reads the paths of PATCH operations. */
public final class PathParser {

    private PathParser() {}

    /**
     * @throws ScimException invalidPath, or invalidFilter for a mistake between the brackets
     */
    public static PatchPath parse(String text) {
        if (text.length() > FilterGrammar.LONGEST) {
            throw INVALID_PATH.because("The path is longer than " + FilterGrammar.LONGEST + " characters.");
        }
        var scanner = new Scanner(text);
        PatchPath path = path(scanner, text);
        if (!scanner.atEnd()) {
            throw invalid(text);
        }
        return path;
    }

    private static PatchPath path(Scanner scanner, String text) {
        AttributePath attribute = AttributePath.parse(scanner.word()).orElseThrow(() -> invalid(text));
        if (!scanner.acceptDirectly('[')) {
            return PatchPath.plain(attribute);
        }
        if (attribute.subAttribute().isPresent()) {
            throw invalid(text);
        }
        Filter filter = new FilterGrammar(scanner).insideBrackets();
        Optional<String> sub = scanner.acceptDirectly('.') ? Optional.of(sub(scanner, text)) : Optional.empty();
        return new PatchPath(attribute, Optional.of(filter), sub);
    }

    private static String sub(Scanner scanner, String text) {
        return AttributePath.parse(scanner.word())
                .filter(name -> name.schema().isEmpty() && name.subAttribute().isEmpty())
                .map(AttributePath::attribute)
                .orElseThrow(() -> invalid(text));
    }

    private static ScimException invalid(String text) {
        String shown = text.length() <= 100 ? text : text.substring(0, 100) + "…";
        return INVALID_PATH.because("The path \"" + shown
                + "\" cannot be read; expected are forms like name.givenName or emails[type eq \"work\"].value.");
    }
}
