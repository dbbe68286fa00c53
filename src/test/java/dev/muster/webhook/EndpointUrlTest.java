package dev.muster.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.webhook.EndpointUrl.Accepted;
import dev.muster.webhook.EndpointUrl.Refused;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointUrlTest {

    private static final AddressGuard STRICT = AddressGuard.parse("");

    @ParameterizedTest
    @CsvSource({
        "https://hooks.example.com, true, hooks.example.com, 443, /",
        "HTTPS://Hooks.Example.COM/a%20b?c=d&e=%2F#part, true, hooks.example.com, 443, /a%20b?c=d&e=%2F",
        "http://hooks.example.com:8080/x, false, hooks.example.com, 8080, /x",
        "https://hooks.example.com?x=1, true, hooks.example.com, 443, /?x=1",
        "https://hooks.example.com:65535/é, true, hooks.example.com, 65535, /%C3%A9",
        "https://8.8.8.8/x, true, 8.8.8.8, 443, /x",
        "https://[2606:4700:4700::1111]:8443/x, true, [2606:4700:4700::1111], 8443, /x",
        "https://xn--bcher-kva.example/, true, xn--bcher-kva.example, 443, /",
        "http://my_service:3000/hook, false, my_service, 3000, /hook",
        "https://1e100.net/, true, 1e100.net, 443, /",
    })
    void publicUrlsAreTakenApart(String text, boolean tls, String host, int port, String target) {
        assertThat(EndpointUrl.check(text, STRICT)).isEqualTo(new Accepted(new EndpointUrl(tls, host, port, target)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "hooks.example.com",
                "//hooks.example.com/",
                "ftp://hooks.example.com/",
                "file:///etc/passwd",
                "gopher://hooks.example.com/",
                "javascript:alert(1)",
                "https:///path",
                "https:hooks.example.com",
                "https://",
                "https://user@hooks.example.com/",
                "https://user:pass@hooks.example.com/",
                "https://8.8.8.8@127.0.0.1/",
                "https://hooks.example.com:0/",
                "https://hooks.example.com:65536/",
                "https://hooks.example.com:99999/",
                "https://hooks.example.com:/",
                "https://hooks.example.com:-1/",
                "https://hooks.example.com:80:80/",
                "https://hooks.example.com./",
                "https://8.8.8.8./",
                "https://localhost/",
                "https://LOCALHOST:3000/",
                "https://localhost./",
                "https://a.localhost/",
                "https://127.0.0.1/",
                "https://127.1/",
                "https://2130706433/",
                "https://134744072/",
                "https://017700000001/",
                "https://0177.0.0.1/",
                "https://010.8.8.8/",
                "https://0x7f000001/",
                "https://0x7f.0.0.1/",
                "https://0x8.0x8.0x8.0x8/",
                "https://8.8.8.0x8/",
                "https://8.8.2056/",
                "https://8.8.8.8.8/",
                "https://8.8.8.256/",
                "https://1.2.3.4.example.5/",
                "https://0/",
                "https://0x/",
                "https://[::1]/",
                "https://[::]/",
                "https://[::ffff:127.0.0.1]/",
                "https://[::ffff:7f00:1]/",
                "https://[::ffff:8.8.8.8]/",
                "https://[64:ff9b::808:808]/",
                "https://[64:ff9b::7f00:1]/",
                "https://[2002:808:808::]/",
                "https://[2001:0:808:808::]/",
                "https://[fd00::1]/",
                "https://[fe80::1]/",
                "https://[fe80::1%25eth0]/",
                "https://[fec0::1]/",
                "https://[8.8.8.8]/",
                "https://[::1/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/",
                "https://100.64.0.1/",
                "https://198.18.0.1/",
                "https://224.0.0.1/",
                "https://255.255.255.255/",
                "https://１２７.0.0.1/",
                "https://bücher.example/",
                "https://ho st/",
                "https://host\\@evil/",
                "https://-a.example/",
                "https://a..example/",
                "https://a%2eexample/",
                "https://host\r\nX: y/",
                "https://host\u0000/",
            })
    void whatIsNoPublicHttpUrlIsRefused(String text) {
        assertThat(EndpointUrl.check(text, STRICT))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.reason()).endsWith("."));
    }

    @Test
    void endlessUrlsAreRefused() {
        assertThat(EndpointUrl.check("https://h.example/" + "a".repeat(1 << 20), STRICT))
                .isInstanceOf(Refused.class);
        assertThat(EndpointUrl.check("https://" + "a.".repeat(1_000) + "example/", STRICT))
                .isInstanceOf(Refused.class);
    }

    @Test
    void theAllowListOpensWhatItNames() {
        AddressGuard loopback = AddressGuard.parse("127.0.0.0/8,::1,build.internal.");

        assertThat(EndpointUrl.check("http://127.0.0.1:4000/", loopback)).isInstanceOf(Accepted.class);
        assertThat(EndpointUrl.check("http://localhost:4000/", loopback)).isInstanceOf(Accepted.class);
        assertThat(EndpointUrl.check("http://app.localhost:4000/", loopback)).isInstanceOf(Accepted.class);
        assertThat(EndpointUrl.check("http://[::1]:4000/", loopback)).isInstanceOf(Accepted.class);
        assertThat(EndpointUrl.check("http://build.internal./", loopback)).isInstanceOf(Accepted.class);
        assertThat(EndpointUrl.check("http://10.0.0.1/", loopback)).isInstanceOf(Refused.class);
        assertThat(EndpointUrl.check("http://2130706433/", loopback)).isInstanceOf(Refused.class);
    }

    @Test
    void aNamedLocalhostIsAllowed() {
        assertThat(EndpointUrl.check("http://localhost:4000/", AddressGuard.parse("localhost")))
                .isInstanceOf(Accepted.class);
    }
}
