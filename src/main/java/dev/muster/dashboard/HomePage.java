package dev.muster.dashboard;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

/** The address people type: it leads to the first environment. */
@Path("/dashboard")
@RunOnVirtualThread
class HomePage {

    private final Visitor visitor;

    HomePage(Visitor visitor) {
        this.visitor = visitor;
    }

    @GET
    @SignedIn
    public Response show() {
        return Redirect.to(
                visitor.environments().stream().findFirst().map(Addresses::of).orElse(Addresses.ENVIRONMENTS));
    }
}
