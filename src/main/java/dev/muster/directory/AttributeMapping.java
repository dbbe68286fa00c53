package dev.muster.directory;

import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Turns a SCIM resource into the {@code custom_attributes} applications read. */
@ApplicationScoped
class AttributeMapping {

    /** The values for one person of one directory. */
    ObjectNode map(UUID environmentId, UUID directoryId, ObjectNode resource) {
        return PredefinedAttributes.of(resource);
    }
}
