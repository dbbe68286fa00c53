package dev.muster.webhook;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which addresses webhooks may go to, so that a URL from a stranger cannot make the server call into its own
 * network. Asked with the very address that is going to be dialled. IPv4 addresses inside IPv6 ones (mapped, NAT64) are
 * judged as IPv4.
 *
 * <p>An operator's allow-list opens ranges ({@code 10.2.0.0/16}), single addresses, and hosts ({@code hooks.internal},
 * wherever they resolve to). Link-local and cloud metadata addresses open only by an entry of that one address.
 */
public final class AddressGuard {

    private static final Block MAPPED = Block.parse("::ffff:0:0/96").orElseThrow();
    private static final Block NAT64 = Block.parse("64:ff9b::/96").orElseThrow();

    private final List<Block> allowedBlocks;
    private final Set<String> allowedHosts;

    private AddressGuard(List<Block> allowedBlocks, Set<String> allowedHosts) {
        this.allowedBlocks = List.copyOf(allowedBlocks);
        this.allowedHosts = Set.copyOf(allowedHosts);
    }

    /**
     * Reads an allow-list: blocks, addresses and host names, separated by commas; empty for none.
     *
     * @throws IllegalArgumentException with a sentence for the operator
     */
    public static AddressGuard parse(String allowList) {
        List<Block> blocks = new ArrayList<>();
        Set<String> hosts = new HashSet<>();
        for (String entry : allowList.split(",", -1)) {
            String text = entry.strip().toLowerCase(Locale.ROOT);
            Optional<Block> block = Block.parse(text);
            block.ifPresent(blocks::add);
            if (block.isEmpty() && !text.isEmpty()) {
                hosts.add(host(text));
            }
        }
        return new AddressGuard(blocks, hosts);
    }

    /** Why the address, which the host name resolved to, must not be called; empty if it may. */
    public Optional<String> refusal(String host, InetAddress address) {
        return refusal(host, address.getAddress());
    }

    /** Whether the operator named this host. */
    boolean allowsHost(String host) {
        return allowedHosts.contains(host);
    }

    Optional<String> refusal(String host, byte[] address) {
        byte[] judged = unwrapped(address);
        return Forbidden.of(judged)
                .filter(forbidden -> !allowed(forbidden, host, judged))
                .map(forbidden -> host + " leads to " + forbidden.what() + ", where webhooks may not go.");
    }

    /** Whether the address is IPv4 in disguise. */
    static boolean isWrapped(byte[] address) {
        return MAPPED.contains(address) || NAT64.contains(address);
    }

    private boolean allowed(Forbidden forbidden, String host, byte[] address) {
        return allowedBlocks.stream()
                        .filter(block -> block.isOneAddress() || !forbidden.exactOnly())
                        .anyMatch(block -> block.contains(address))
                || allowsHost(host) && !forbidden.exactOnly();
    }

    private static byte[] unwrapped(byte[] address) {
        return isWrapped(address) ? Arrays.copyOfRange(address, 12, 16) : address;
    }

    private static String host(String text) {
        if (!HostName.isWellFormed(text)) {
            throw new IllegalArgumentException("The webhook allow-list holds ranges (10.0.0.0/8), addresses and host"
                    + " names, separated by commas; '" + text + "' is none of these.");
        }
        return text;
    }
}
