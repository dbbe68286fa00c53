package dev.muster.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.muster.directory.DirectoryAccess;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The resource types of directories, made once for each set of declared schemas. */
@ApplicationScoped
class DirectorySchemas {

    private static final int MOST = 1_000;
    private static final JsonMapper JSON = new JsonMapper();

    /** By the declarations' text, which a directory's access carries as one object for as long as it is remembered. */
    private final Map<String, ResourceTypes> known = new ConcurrentHashMap<>();

    ResourceTypes of(DirectoryAccess directory) {
        String extensions = directory.schemaExtensions();
        if (extensions == null) {
            return ResourceTypes.STANDARD;
        }
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(extensions, DirectorySchemas::made);
    }

    private static ResourceTypes made(String extensions) {
        try {
            return ResourceTypes.with(JSON.readTree(extensions));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("declared schemas that cannot be read", e);
        }
    }
}
