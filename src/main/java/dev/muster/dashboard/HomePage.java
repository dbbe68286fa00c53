package dev.muster.dashboard;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The short addresses people type: they lead to the first environment. */
@Path("/")
@RunOnVirtualThread
class HomePage {

    private final Visitor visitor;

    HomePage(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    Response root() {
        return Redirect.to(Addresses.HOME);
    }

    @GET
    @Path("dashboard")
    @SignedIn
    Response dashboard() {
        return Redirect.to(visitor.environments().stream()
                .findFirst()
                .map(Addresses::of)
                .orElse(Addresses.ENVIRONMENTS));
    }
}
