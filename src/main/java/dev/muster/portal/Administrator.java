package dev.muster.portal;

import dev.muster.event.payload.OrganizationPayload;
import dev.muster.organization.PortalSession;
import dev.muster.organization.PortalSessions;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.net.URI;

/** Who looks at the page: what the frame around every page shows. Filled by {@link Gatekeeper}. */
@Named
@RequestScoped
public class Administrator {

    private PortalSessions.Entered entered;

    void enter(PortalSessions.Entered entered) {
        this.entered = entered;
    }

    public PortalSession session() {
        return entered.session();
    }

    public OrganizationPayload organization() {
        return entered.organization();
    }

    /** Where the logo leads; null: nowhere. */
    public String returnUrl() {
        return session().grant().returnUrl();
    }

    public String successUrl() {
        return session().grant().successUrl();
    }

    /** The application, as far as its addresses tell; null when there are none. */
    public String application() {
        String address = returnUrl() != null ? returnUrl() : successUrl();
        return address == null ? null : URI.create(address).getHost();
    }
}
