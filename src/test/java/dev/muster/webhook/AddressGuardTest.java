package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressGuardTest {

    private static final AddressGuard STRICT = AddressGuard.parse("");

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, 0.255.255.255",
        "10.0.0.0, 10.255.255.255",
        "100.64.0.0, 100.127.255.255",
        "127.0.0.0, 127.255.255.255",
        "169.254.0.0, 169.254.255.255",
        "172.16.0.0, 172.31.255.255",
        "192.0.0.0, 192.0.0.255",
        "192.0.2.0, 192.0.2.255",
        "192.88.99.0, 192.88.99.255",
        "192.168.0.0, 192.168.255.255",
        "198.18.0.0, 198.19.255.255",
        "198.51.100.0, 198.51.100.255",
        "203.0.113.0, 203.0.113.255",
        "224.0.0.0, 239.255.255.255",
        "240.0.0.0, 255.255.255.255",
        "168.63.129.16, 168.63.129.16",
        "::, ::1",
        "::7f00:1, ::ffff:0:1",
        "64:ff9b::7f00:1, 64:ff9b::a9fe:a9fe",
        "64:ff9b:1::, 64:ff9b:1:ffff::1",
        "100::, 100::ffff:ffff:ffff:ffff",
        "1fff:ffff::1, 1fff:ffff::1",
        "2001::, 2001:0:ffff::1",
        "2001:2::1, 2001:10::1",
        "2001:20::1, 2001:1ff:ffff::1",
        "2001:db8::, 2001:db8:ffff::1",
        "2002::, 2002:ffff:ffff::1",
        "2002:7f00:1::, 2002:808:808::1",
        "3fff::1, 3fff:fff::1",
        "4000::1, 5f00::1",
        "fc00::, fdff:ffff::1",
        "fe80::, febf:ffff::1",
        "fec0::, feff:ffff::1",
        "ff00::, ffff:ffff::1",
        "::ffff:10.0.0.1, ::ffff:169.254.169.254",
    })
    void addressesOfInnerNetworksAreRefused(String first, String last) throws Exception {
        assertThat(STRICT.refusal("h", address(first))).as(first).isPresent();
        assertThat(STRICT.refusal("h", address(last))).as(last).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0.0",
                "8.8.8.8",
                "9.255.255.255",
                "11.0.0.0",
                "100.63.255.255",
                "100.128.0.0",
                "126.255.255.255",
                "128.0.0.0",
                "169.253.255.255",
                "169.255.0.0",
                "172.15.255.255",
                "172.32.0.0",
                "192.0.1.0",
                "192.167.255.255",
                "192.169.0.0",
                "198.17.255.255",
                "198.20.0.0",
                "223.255.255.255",
                "2000::1",
                "2001:200::1",
                "2606:4700:4700::1111",
                "2003::1",
                "3ffe::1",
                "::ffff:8.8.8.8",
                "64:ff9b::808:808",
            })
    void publicAddressesAreLetThrough(String text) throws Exception {
        assertThat(STRICT.refusal("h", address(text))).isEmpty();
    }

    @Test
    void theReasonNamesHostAndKindButNotTheAddress() throws Exception {
        assertThat(STRICT.refusal("hooks.example.com", address("10.1.2.3")))
                .contains("hooks.example.com leads to a private address, where webhooks may not go.");
    }

    @Test
    void anAllowedRangeOpensThatRangeOnly() throws Exception {
        AddressGuard guard = AddressGuard.parse(" 10.2.0.0/16 , fd12::/16,127.0.0.1 ");

        assertThat(guard.refusal("h", address("10.2.255.1"))).isEmpty();
        assertThat(guard.refusal("h", address("::ffff:10.2.0.1"))).isEmpty();
        assertThat(guard.refusal("h", address("fd12::1"))).isEmpty();
        assertThat(guard.refusal("h", address("127.0.0.1"))).isEmpty();
        assertThat(guard.refusal("h", address("127.0.0.2"))).isPresent();
        assertThat(guard.refusal("h", address("10.3.0.1"))).isPresent();
        assertThat(guard.refusal("h", address("fd13::1"))).isPresent();
    }

    @Test
    void anAllowedHostMayResolveToInnerAddresses() throws Exception {
        AddressGuard guard = AddressGuard.parse("Hooks.Internal,my_service");

        assertThat(guard.refusal("hooks.internal", address("10.1.2.3"))).isEmpty();
        assertThat(guard.refusal("other.internal", address("10.1.2.3"))).isPresent();
    }

    @Test
    void metadataOpensOnlyByItsExactAddress() throws Exception {
        AddressGuard broad = AddressGuard.parse("0.0.0.0/0,::/0,169.254.0.0/16,evil.example");
        AddressGuard exact = AddressGuard.parse("169.254.169.254");

        for (String metadata : new String[] {"169.254.169.254", "fe80::1", "fd00:ec2::254", "100.100.100.200"}) {
            assertThat(broad.refusal("evil.example", address(metadata)))
                    .as(metadata)
                    .isPresent();
        }
        assertThat(exact.refusal("h", address("169.254.169.254"))).isEmpty();
        assertThat(exact.refusal("h", address("169.254.169.253"))).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "0x7f.1", "fe80::1%eth0", "http://x", "a b", "::/129"})
    void wrongEntriesAreRefusedWithASentence(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AddressGuard.parse(text))
                .withMessageContaining(text)
                .withMessageEndingWith(".");
    }

    private static InetAddress address(String text) throws UnknownHostException {
        return InetAddress.getByName(text);
    }
}
