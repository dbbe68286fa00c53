package dev.muster.directory.attribute;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/**
 * What is wrong with one attribute of one person; the value is null then.
 *
 * @param message a sentence for whoever maps the attribute; shows no value
 */
public record Finding(String attribute, Code code, String message) {

    /** Unreadable: something else than the attribute's type stands there. Missing: the attribute is required. */
    public enum Code {
        UNREADABLE,
        MISSING;

        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static Finding unreadable(MappedAttribute attribute, JsonNode source) {
        return new Finding(
                attribute.name(),
                Code.UNREADABLE,
                "%s holds %s, which cannot be read as %s."
                        .formatted(
                                attribute.path().text(),
                                source.getNodeType().name().toLowerCase(Locale.ROOT),
                                attribute.type().wireName()));
    }

    static Finding missing(MappedAttribute attribute) {
        String why = attribute.path() == null
                ? "is mapped to nothing."
                : "has no value: there is nothing at " + attribute.path().text() + ".";
        return new Finding(attribute.name(), Code.MISSING, "The required attribute " + attribute.name() + " " + why);
    }
}
