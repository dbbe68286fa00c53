package dev.muster.webhook;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL that webhooks may be sent to, taken apart once so that nothing later reads it differently.
 *
 * @param tls whether it is https
 * @param host in lower case; IPv6 addresses in brackets
 * @param port 1 to 65535
 * @param target path and query as they go on the request line
 */
public record EndpointUrl(boolean tls, String host, int port, String target) {

    private static final int LONGEST = 2_048;
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]]+)(?::(\\d{1,5}))?");

    /** What became of a text that should be such a URL. */
    public sealed interface Check {}

    public record Accepted(EndpointUrl url) implements Check {}

    /** @param reason a sentence for the person who typed it */
    public record Refused(String reason) implements Check {}

    /**
     * Checks form and host: http or https, no credentials, no port 0, a name or a plainly written address that the
     * guard lets through. What a name resolves to is only known, and checked, when it is dialled.
     */
    public static Check check(String text, AddressGuard guard) {
        if (text == null || text.length() > LONGEST) {
            return new Refused("The URL must have at most " + LONGEST + " characters.");
        }
        return uri(text).map(uri -> check(uri, guard)).orElse(new Refused("This is not a well-formed URL."));
    }

    private static Check check(URI uri, AddressGuard guard) {
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        if (!scheme.equals("https") && !scheme.equals("http")) {
            return new Refused("The URL must begin with https:// or http://.");
        }
        String authority = uri.getRawAuthority();
        if (authority == null) {
            return new Refused("The URL must name a host.");
        }
        if (authority.indexOf('@') >= 0) {
            return new Refused("The URL must not contain a user name or password.");
        }
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches()) {
            return new Refused("The URL must name a host, and a port only as a number.");
        }
        return check(scheme.equals("https"), parts, target(uri), guard);
    }

    private static Check check(boolean tls, Matcher authority, String target, AddressGuard guard) {
        int port = authority.group(2) == null ? tls ? 443 : 80 : Integer.parseInt(authority.group(2));
        if (port < 1 || port > 65_535) {
            return new Refused("The port must be between 1 and 65535.");
        }
        String host = authority.group(1).toLowerCase(Locale.ROOT);
        Optional<Check> refused = HostName.refusal(host, guard).map(Refused::new);
        return refused.orElseGet(() -> new Accepted(new EndpointUrl(tls, host, port, target)));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(new URI(text).toASCIIString()));
        } catch (URISyntaxException malformed) {
            return Optional.empty();
        }
    }

    private static String target(URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }
}
