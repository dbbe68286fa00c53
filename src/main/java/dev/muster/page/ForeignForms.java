package dev.muster.page;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.net.URI;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Recognises what a browser sends on behalf of another site; a second lock beside the token in each form. */
@ApplicationScoped
public class ForeignForms {

    private static final Set<String> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final Set<String> OWN_SITE = Set.of("same-origin", "none");

    private final String publicHost;

    ForeignForms(@ConfigProperty(name = "muster.public-url") String publicUrl) {
        this.publicHost = URI.create(publicUrl).getRawAuthority();
    }

    /** Clients that do not say where they come from are no browsers, so nobody's cookies are being abused. */
    public boolean include(ContainerRequestContext request) {
        if (READING.contains(request.getMethod())) {
            return false;
        }
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return !OWN_SITE.contains(site);
        }
        String origin = request.getHeaderString("Origin");
        return origin != null && !isOurs(origin.replaceFirst("^[^/]*//", ""), request.getHeaderString("Host"));
    }

    private boolean isOurs(String place, String host) {
        return place.equalsIgnoreCase(publicHost) || place.equalsIgnoreCase(host);
    }
}
