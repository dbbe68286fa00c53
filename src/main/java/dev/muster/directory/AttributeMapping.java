package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * Turns a SCIM resource into the {@code custom_attributes} applications read.
 *
 * @param off predefined attributes that are switched off
 */
record AttributeMapping(Set<String> off) {

    /** The values for one person. */
    ObjectNode map(ObjectNode resource) {
        return PredefinedAttributes.of(resource).remove(off);
    }
}
