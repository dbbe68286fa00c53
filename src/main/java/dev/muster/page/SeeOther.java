package dev.muster.page;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;

/** Answers to forms: "look there now". Always to a path of ours, so a proxy that ends TLS needs no rewriting. */
public final class SeeOther {

    private SeeOther() {}

    public static Response at(String path, NewCookie... cookies) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .cookie(cookies)
                .build();
    }
}
