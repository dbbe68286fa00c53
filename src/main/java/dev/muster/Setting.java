package dev.muster;

import dev.muster.local.CannotStart;
import dev.muster.vault.MasterKeys;
import dev.muster.vault.TokenPrefix;
import dev.muster.vault.Tokens;
import dev.muster.webhook.AddressGuard;
import dev.muster.webhook.Schedule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What an operator can set and what a right value looks like. Each is an environment variable ({@code
 * MUSTER_PUBLIC_URL}) and also a system property ({@code muster.public-url}), which wins.
 *
 * <p>Features read their settings from Quarkus' configuration; here they are only judged, before anything starts.
 */
enum Setting {
    PORT(shown("a port from 1 to 65535", Setting::isPort)),
    PUBLIC_URL(shown(
            "the http or https address people reach Muster at, without query, such as https://muster.example.com",
            Setting::isBaseAddress)),
    DATA_DIR(shown("a folder", text -> !text.isBlank())),
    DATABASE_URL(hidden(
            "the JDBC address of a PostgreSQL, such as jdbc:postgresql://db.example.com:5432/muster",
            text -> text.startsWith("jdbc:postgresql:"))),
    DATABASE_USER(shown("a name", text -> !text.isBlank())),
    DATABASE_PASSWORD(hidden("a password", text -> !text.isBlank())),
    REDIS_URL(hidden("an address such as redis://redis.example.com:6379", Setting::isRedisAddress)),
    API_KEY(hidden(
            "sk_ followed by 32 to 512 visible characters", text -> Tokens.wellFormed(TokenPrefix.API_KEY, text))),
    API_REQUESTS_PER_MINUTE(shown(
            "a number of requests from 1 to 10000000",
            Pattern.compile("[1-9]\\d{0,6}|10000000").asMatchPredicate())),
    SCIM_REQUESTS_PER_SECOND(shown(
            "a number of requests from 1 to 100000",
            Pattern.compile("[1-9]\\d{0,4}|100000").asMatchPredicate())),
    ADMIN_EMAIL(shown("an e-mail address", Pattern.compile("[^@\\s]+@[^@\\s]+").asMatchPredicate())),
    ADMIN_PASSWORD(hidden("at least 12 characters long", text -> text.length() >= 12)),
    MASTER_KEY(parsed(MasterKeys::parse)),
    WEBHOOK_ALLOW(parsed(AddressGuard::parse)),
    WEBHOOK_RETRY(parsed(Schedule::parse)),
    DISPATCH(shown("true or false", Set.of("true", "false")::contains)),
    EVENT_RETENTION_DAYS(shown("a number of days from 1 to 3650", Setting::isDays)),
    ATTEMPT_RETENTION_DAYS(shown("a number of days from 1 to 3650", Setting::isDays)),
    REQUEST_RETENTION_DAYS(shown("a number of days from 1 to 365", Setting::isDaysOfAYear)),
    LOG_FORMAT(shown("text or json", Set.of("text", "json")::contains));

    private final Function<String, Optional<String>> complaint;

    Setting(Function<String, Optional<String>> complaint) {
        this.complaint = complaint;
    }

    /** @throws CannotStart naming the first wrong value, or what is missing beside the others */
    static void check() {
        for (Setting setting : values()) {
            setting.value().ifPresent(setting::check);
        }
        if (ADMIN_EMAIL.isSet() != ADMIN_PASSWORD.isSet()) {
            throw new CannotStart("MUSTER_ADMIN_EMAIL and MUSTER_ADMIN_PASSWORD belong together: set both or neither.");
        }
        if (DATABASE_URL.isSet() && !MASTER_KEY.isSet()) {
            throw new CannotStart("MUSTER_MASTER_KEY is missing. With a database of your own the key that encrypts"
                    + " secrets in it must be yours as well, for example the output of: openssl rand -base64 32");
        }
    }

    /** The value, unless it is absent or empty. */
    Optional<String> value() {
        return Optional.ofNullable(System.getProperty(property()))
                .or(() -> Optional.ofNullable(System.getenv(variable())))
                .filter(text -> !text.isEmpty());
    }

    boolean isSet() {
        return value().isPresent();
    }

    /** Makes this the value that Quarkus' configuration sees. */
    void set(String value) {
        System.setProperty(property(), value);
    }

    String variable() {
        return "MUSTER_" + name();
    }

    private String property() {
        return "muster." + name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private void check(String text) {
        complaint.apply(text).ifPresent(found -> {
            throw new CannotStart(variable() + found);
        });
    }

    private static Function<String, Optional<String>> shown(String demand, Predicate<String> right) {
        return text ->
                right.test(text) ? Optional.empty() : Optional.of(" is '" + text + "', but must be " + demand + ".");
    }

    /** For values that may hold a secret: they do not belong on a console or in a log. */
    private static Function<String, Optional<String>> hidden(String demand, Predicate<String> right) {
        return text -> right.test(text) ? Optional.empty() : Optional.of(" must be " + demand + ".");
    }

    /** Judged by the parser of the feature, whose message says what is wrong. */
    private static Function<String, Optional<String>> parsed(Consumer<String> parser) {
        return text -> {
            try {
                parser.accept(text);
                return Optional.empty();
            } catch (IllegalArgumentException e) {
                return Optional.of(": " + e.getMessage());
            }
        };
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= 65535;
    }

    private static boolean isDays(String text) {
        return text.matches("[1-9]\\d{0,3}") && Integer.parseInt(text) <= 3650;
    }

    private static boolean isDaysOfAYear(String text) {
        return isDays(text) && Integer.parseInt(text) <= 365;
    }

    private static boolean isBaseAddress(String text) {
        return address(text)
                .filter(uri -> Set.of("http", "https").contains(String.valueOf(uri.getScheme())))
                .filter(uri -> uri.getHost() != null && uri.getQuery() == null && uri.getFragment() == null)
                .isPresent();
    }

    private static boolean isRedisAddress(String text) {
        return address(text)
                .filter(uri -> Set.of("redis", "rediss").contains(String.valueOf(uri.getScheme())))
                .isPresent();
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
