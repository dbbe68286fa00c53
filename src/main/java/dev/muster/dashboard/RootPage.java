package dev.muster.dashboard;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The bare address of the server leads to the dashboard. */
@Path("/")
class RootPage {

    @GET
    public Response show() {
        return Redirect.to(Addresses.HOME);
    }
}
