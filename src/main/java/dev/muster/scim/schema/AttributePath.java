package dev.muster.scim.schema;

import java.util.Optional;

/**
 * An attribute as a client names it: {@code name}, {@code name.sub}, {@code urn:…:User:name.sub} (the {@code attrPath}
 * of RFC 7644 figure 1), or a URN that names a whole extension. Not yet checked against a schema.
 */
public record AttributePath(Optional<String> schema, String attribute, Optional<String> subAttribute) {

    /** Empty if the text is no attribute path. */
    public static Optional<AttributePath> parse(String text) {
        int colon = text.lastIndexOf(':');
        if (colon < 0) {
            return parseName(Optional.empty(), text);
        }
        if (colon == 0) {
            return Optional.empty();
        }
        Optional<AttributePath> qualified = parseName(Optional.of(text.substring(0, colon)), text.substring(colon + 1));
        // A URN may end in something that is no attribute name, such as "urn:acme:hr:1.0".
        return qualified.isPresent() || colon == text.length() - 1 ? qualified : Optional.of(whole(text));
    }

    /** As a client would write it. */
    public String text() {
        String name = subAttribute.map(sub -> attribute + "." + sub).orElse(attribute);
        return schema.map(urn -> urn + ":" + name).orElse(name);
    }

    @Override
    public String toString() {
        return text();
    }

    private static AttributePath whole(String urn) {
        return new AttributePath(Optional.empty(), urn, Optional.empty());
    }

    private static Optional<AttributePath> parseName(Optional<String> schema, String name) {
        int dot = name.indexOf('.');
        String attribute = dot < 0 ? name : name.substring(0, dot);
        Optional<String> sub = dot < 0 ? Optional.empty() : Optional.of(name.substring(dot + 1));
        boolean valid = isName(attribute) && sub.map(AttributePath::isName).orElse(true);
        return valid ? Optional.of(new AttributePath(schema, attribute, sub)) : Optional.empty();
    }

    private static boolean isName(String text) {
        return !text.isEmpty() && isFirst(text.charAt(0)) && text.chars().allMatch(AttributePath::isNameChar);
    }

    private static boolean isFirst(int c) {
        return isLetter(c) || c == '$' || c == '_';
    }

    private static boolean isNameChar(int c) {
        return isFirst(c) || c == '-' || c >= '0' && c <= '9';
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }
}
