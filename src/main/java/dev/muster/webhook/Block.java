package dev.muster.webhook;

import io.netty.util.NetUtil;
import java.util.Optional;
import java.util.regex.Pattern;

/** A block of addresses in CIDR form, or one address; IPv4 and IPv6 never match each other. */
final class Block {

    private static final Pattern QUAD =
            Pattern.compile("((0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])\\.){3}(0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5])");
    private static final Pattern BITS = Pattern.compile("\\d{1,3}");

    private final byte[] network;
    private final int bits;

    private Block(byte[] network, int bits) {
        this.network = network;
        this.bits = bits;
    }

    /** Reads {@code 10.0.0.0/8}, {@code fc00::/7} or an address alone. */
    static Optional<Block> parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return address(text).map(address -> new Block(address, 8 * address.length));
        }
        String bits = text.substring(slash + 1);
        return address(text.substring(0, slash))
                .filter(network -> BITS.matcher(bits).matches() && Integer.parseInt(bits) <= 8 * network.length)
                .map(network -> new Block(network, Integer.parseInt(bits)));
    }

    /**
     * Reads an address, 4 or 16 bytes, without ever asking a name server. IPv4 only as four plain decimal numbers: other
     * spellings mean different addresses to different programs.
     */
    static Optional<byte[]> address(String text) {
        boolean four = QUAD.matcher(text).matches();
        boolean six = text.indexOf(':') >= 0 && text.indexOf('%') < 0 && NetUtil.isValidIpV6Address(text);
        return four || six ? Optional.of(NetUtil.createByteArrayFromIpAddressString(text)) : Optional.empty();
    }

    boolean contains(byte[] address) {
        if (address.length != network.length) {
            return false;
        }
        for (int bit = 0; bit < bits; bit += 8) {
            int mask = bits - bit >= 8 ? 0xFF : 0xFF << 8 - (bits - bit);
            if (((address[bit / 8] ^ network[bit / 8]) & mask) != 0) {
                return false;
            }
        }
        return true;
    }

    boolean isOneAddress() {
        return bits == 8 * network.length;
    }
}
