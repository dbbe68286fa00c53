package dev.muster.scim.filter;

import dev.muster.scim.schema.AttributePath;
import java.util.Optional;

/**
 * The {@code path} of a PATCH operation (RFC 7644 figure 7): an attribute, or the entries of a list that satisfy a
 * filter, or one part of these.
 *
 * @param sub what follows the brackets in {@code emails[type eq "work"].value}; without a filter the sub-attribute is
 *     part of {@code attribute}
 */
public record PatchPath(AttributePath attribute, Optional<Filter> filter, Optional<String> sub) {

    static PatchPath plain(AttributePath attribute) {
        return new PatchPath(attribute, Optional.empty(), Optional.empty());
    }

    /** A text that parses to this path again. */
    public String text() {
        return attribute.text()
                + filter.map(inner -> "[" + inner.text() + "]").orElse("")
                + sub.map(name -> "." + name).orElse("");
    }
}
