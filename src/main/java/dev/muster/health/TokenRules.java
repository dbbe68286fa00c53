package dev.muster.health;

import static dev.muster.health.Finding.Code.NO_TOKEN;
import static dev.muster.health.Finding.Code.ROTATION_UNFINISHED;
import static dev.muster.health.Finding.Code.TOKEN_EXPIRING;

import dev.muster.directory.DirectoryToken;
import dev.muster.id.IdType;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whether the directory's tokens will do for a while. */
final class TokenRules {

    static final List<Rule> ALL = List.of(TokenRules::none, TokenRules::expiring, TokenRules::two);

    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration LONG_ENOUGH = Duration.ofDays(7);

    private TokenRules() {}

    private static Stream<Finding> none(Evidence evidence) {
        return evidence.tokens().isEmpty()
                ? Stream.of(Finding.of(
                        NO_TOKEN,
                        "This directory has no active token.",
                        "The last one was revoked or has expired.",
                        "Generate a token here and paste it. " + Remedies.connect(evidence.provider())))
                : Stream.empty();
    }

    private static Stream<Finding> expiring(Evidence evidence) {
        return evidence.tokens().stream()
                .filter(token -> token.expiresAt() != null
                        && token.expiresAt().isBefore(evidence.now().plus(SOON)))
                .map(token -> Finding.of(
                                TOKEN_EXPIRING,
                                "The token ending in " + token.suffix() + " expires in "
                                        + Words.count(
                                                Math.max(
                                                        0,
                                                        Duration.between(evidence.now(), token.expiresAt())
                                                                .toDays()),
                                                "day",
                                                "days")
                                        + ".",
                                "From then on every request with it is refused.",
                                "Generate a second token, paste it at the provider, then revoke this one.")
                        .about(subject(token)));
    }

    private static Stream<Finding> two(Evidence evidence) {
        List<DirectoryToken> tokens = evidence.tokens();
        if (tokens.size() < 2 || tokens.stream().anyMatch(token -> !evidence.longAgo(token.createdAt(), LONG_ENOUGH))) {
            return Stream.empty();
        }
        return Stream.of(Finding.of(
                ROTATION_UNFINISHED,
                "Two tokens have been active for more than a week.",
                "A rotation was not finished.",
                "Revoke the one that is not used any more."));
    }

    private static Finding.Subject subject(DirectoryToken token) {
        return new Finding.Subject(IdType.DIRECTORY_TOKEN.print(token.id()), "…" + token.suffix());
    }
}
