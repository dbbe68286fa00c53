package dev.muster.webhook;

import java.util.List;
import java.util.Optional;

/**
 * Addresses that no webhook of the public internet has. Sources: IANA's registries of special-purpose addresses for
 * IPv4 and IPv6 (RFC 6890 and its successors), and the providers' documents for cloud metadata. The first match names
 * the reason; IPv6 is open only where IANA hands out global unicast addresses (2000::/3).
 *
 * @param exactOnly reachable credentials of the machine itself: a range or a name on the allow-list is not enough
 */
record Forbidden(Block block, String what, boolean exactOnly) {

    private static final List<Forbidden> TABLE = List.of(
            guarded("169.254.0.0/16", "a link-local or cloud metadata address"),
            guarded("fe80::/10", "a link-local address"),
            guarded("100.100.100.200", "a cloud metadata address"),
            guarded("168.63.129.16", "a cloud metadata address"),
            guarded("192.0.0.192", "a cloud metadata address"),
            guarded("fd00:ec2::254", "a cloud metadata address"),
            guarded("fd20:ce::254", "a cloud metadata address"),
            range("0.0.0.0/8", "an address of this host"),
            range("10.0.0.0/8", "a private address"),
            range("100.64.0.0/10", "a carrier's shared address"),
            range("127.0.0.0/8", "a loopback address"),
            range("172.16.0.0/12", "a private address"),
            range("192.0.0.0/24", "an address for protocols"),
            range("192.0.2.0/24", "an address for documentation"),
            range("192.88.99.0/24", "a 6to4 relay address"),
            range("192.168.0.0/16", "a private address"),
            range("198.18.0.0/15", "an address for benchmarks"),
            range("198.51.100.0/24", "an address for documentation"),
            range("203.0.113.0/24", "an address for documentation"),
            range("224.0.0.0/4", "a multicast address"),
            range("240.0.0.0/4", "a reserved address"),
            range("::", "an unspecified address"),
            range("::1", "a loopback address"),
            range("64:ff9b:1::/48", "a local NAT64 address"),
            range("2001::/32", "a Teredo address"),
            range("2001::/23", "an address for protocols"),
            range("2001:db8::/32", "an address for documentation"),
            range("2002::/16", "a 6to4 address"),
            range("3fff::/20", "an address for documentation"),
            range("fc00::/7", "a private address"),
            range("fec0::/10", "a site-local address"),
            range("ff00::/8", "a multicast address"),
            range("::/3", "a reserved address"),
            range("4000::/2", "a reserved address"),
            range("8000::/1", "a reserved address"));

    /** Why no webhook may go to this address (4 or 16 bytes), or empty if it is a public one. */
    static Optional<Forbidden> of(byte[] address) {
        return TABLE.stream().filter(entry -> entry.block.contains(address)).findFirst();
    }

    private static Forbidden range(String block, String what) {
        return new Forbidden(Block.parse(block).orElseThrow(), what, false);
    }

    private static Forbidden guarded(String block, String what) {
        return new Forbidden(Block.parse(block).orElseThrow(), what, true);
    }
}
