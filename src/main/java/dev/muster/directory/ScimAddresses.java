package dev.muster.directory;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The addresses that a customer's administrator pastes into the identity provider. */
@ApplicationScoped
public class ScimAddresses {

    private final String publicUrl;

    ScimAddresses(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    /** Where the directory's provider pushes to. */
    public String of(Directory directory) {
        return publicUrl + "/scim/v2/" + directory.endpointKey();
    }
}
