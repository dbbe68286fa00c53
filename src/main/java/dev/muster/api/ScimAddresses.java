package dev.muster.api;

import dev.muster.directory.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The addresses handed to customers' administrators. */
@ApplicationScoped
class ScimAddresses {

    private final String publicUrl;

    ScimAddresses(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    /** Where the directory's provider pushes to. */
    String of(Directory directory) {
        return publicUrl + "/scim/v2/" + directory.endpointKey();
    }
}
