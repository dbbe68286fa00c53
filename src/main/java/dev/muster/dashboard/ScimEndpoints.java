package dev.muster.dashboard;

import dev.muster.directory.Directory;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The address a customer's administrator pastes into the identity provider. */
@ApplicationScoped
class ScimEndpoints {

    private final String publicUrl;

    ScimEndpoints(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.publicUrl = publicUrl.replaceFirst("/+$", "");
    }

    String of(Directory directory) {
        return publicUrl + "/scim/v2/" + directory.endpointKey();
    }
}
