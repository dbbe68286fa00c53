package dev.muster.dashboard;

import dev.muster.tenant.Operator;
import java.util.Optional;

/** What is wrong with a password somebody wants, in a sentence. */
final class NewPassword {

    private static final int MOST = 256;

    private NewPassword() {}

    static Optional<String> problemOf(String password) {
        if (password.length() < Operator.PASSWORD_MIN) {
            return Optional.of(
                    "The password needs at least " + Operator.PASSWORD_MIN + " characters. A few words will do.");
        }
        return password.length() > MOST
                ? Optional.of("The password may have " + MOST + " characters at most.")
                : Optional.empty();
    }
}
