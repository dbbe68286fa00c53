package dev.muster.webhook;

import java.util.Optional;
import java.util.regex.Pattern;

/** The host of a webhook's URL, in lower case: a name, four decimal numbers, or an IPv6 address in brackets. */
final class HostName {

    private static final int LONGEST = 253;

    /** Underscores are no host names by the RFCs, but container networks are full of them. */
    private static final Pattern NAME =
            Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*\\.?");

    /** What the URL standard of browsers takes for an IPv4 address: decimal, octal, hexadecimal, of one to four parts. */
    private static final Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?(\\d+|0x[0-9a-f]*)\\.?");

    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private HostName() {}

    static boolean isWellFormed(String text) {
        return text.length() <= LONGEST
                && NAME.matcher(text).matches()
                && !ENDS_IN_NUMBER.matcher(text).matches();
    }

    /** The address that the host spells out, without asking anybody. */
    static Optional<byte[]> literal(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        return bracketed
                ? Block.address(host.substring(1, host.length() - 1)).filter(address -> address.length == 16)
                : Block.address(host).filter(address -> address.length == 4);
    }

    /** Why a webhook may not name this host, as a sentence; empty if it may. Names are not resolved here. */
    static Optional<String> refusal(String host, AddressGuard guard) {
        Optional<byte[]> literal = literal(host);
        if (literal.isPresent()) {
            return literalRefusal(host, literal.get(), guard);
        }
        if (ENDS_IN_NUMBER.matcher(host).matches()) {
            return Optional.of("An IPv4 address must be four decimal numbers, such as 192.0.2.1.");
        }
        if (!isWellFormed(host)) {
            return Optional.of("The URL must name a host; one with other letters than a to z in its xn-- form.");
        }
        return guard.allowsHost(host) ? Optional.empty() : nameRefusal(host, guard);
    }

    private static Optional<String> literalRefusal(String host, byte[] address, AddressGuard guard) {
        return AddressGuard.isWrapped(address)
                ? Optional.of("Write the IPv4 address itself, not inside an IPv6 address.")
                : guard.refusal(host, address);
    }

    private static Optional<String> nameRefusal(String host, AddressGuard guard) {
        if (host.endsWith(".")) {
            return Optional.of("The host must not end in a dot.");
        }
        boolean local = host.equals("localhost") || host.endsWith(".localhost");
        return local ? guard.refusal(host, LOOPBACK) : Optional.empty();
    }
}
