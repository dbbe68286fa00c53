package dev.muster.dashboard;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.Map;

/** A browser without JavaScript: keeps its cookies, sends the form token, follows no redirect. */
public final class Visit {

    private static final String FORM_TOKEN = "csrf-token";

    private final Map<String, String> cookies = new HashMap<>();

    public Response get(String path) {
        return remember(request().get(path));
    }

    /** @param fields name and value by turns */
    public Response post(String path, String... fields) {
        if (!cookies.containsKey(FORM_TOKEN)) {
            get(Addresses.SIGN_IN);
        }
        var form = request().contentType("application/x-www-form-urlencoded").formParam(FORM_TOKEN, cookie(FORM_TOKEN));
        for (int i = 0; i < fields.length; i += 2) {
            form.formParam(fields[i], fields[i + 1]);
        }
        return remember(form.post(path));
    }

    public Visit signIn(String email, String password) {
        post(Addresses.SIGN_IN, "email", email, "password", password).then().statusCode(303);
        return this;
    }

    public String cookie(String name) {
        return cookies.get(name);
    }

    public void setCookie(String name, String value) {
        cookies.put(name, value);
    }

    public RequestSpecification request() {
        return given().redirects().follow(false).cookies(cookies);
    }

    private Response remember(Response response) {
        response.detailedCookies().forEach(cookie -> {
            if (cookie.getMaxAge() == 0) {
                cookies.remove(cookie.getName());
            } else {
                cookies.put(cookie.getName(), cookie.getValue());
            }
        });
        return response;
    }
}
