package dev.muster.api;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.id.IdType;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds the directory that an address or a parameter names. Joins a running transaction. */
@ApplicationScoped
class DirectoryLookup {

    private final Directories directories;

    DirectoryLookup(Directories directories) {
        this.directories = directories;
    }

    /** @throws ApiException 404, the same for what never was, what is gone and what belongs to somebody else */
    Directory get(String id) {
        return IdType.DIRECTORY.parse(id).flatMap(directories::get).orElseThrow(() -> DirectoriesApi.notFound(id));
    }
}
