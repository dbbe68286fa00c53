package dev.muster.dashboard;

import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** Fields of forms: what somebody typed, and the form again when it will not do. */
final class Text {

    static final int UNPROCESSABLE = 422;

    private Text() {}

    /** The text without blanks around it; empty when nothing is left, it is too long, or has control characters in it. */
    static Optional<String> of(String typed, int longest) {
        return Optional.ofNullable(typed)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= longest)
                .filter(text -> text.chars().noneMatch(Character::isISOControl));
    }

    static boolean isAddress(String email) {
        return email.length() <= 254 && email.strip().matches("[^@\\s]+@[^@\\s]+");
    }

    /** A missing field is an empty one. Nobody types NUL, and PostgreSQL cannot hold it. */
    static String given(String typed) {
        return typed == null ? "" : typed.replace("\0", "");
    }

    /** The page again, with what was wrong. */
    static Response refuse(TemplateInstance page) {
        return Response.status(UNPROCESSABLE).entity(page).build();
    }
}
