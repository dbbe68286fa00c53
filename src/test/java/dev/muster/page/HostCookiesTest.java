package dev.muster.page;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HostCookiesTest {

    @Test
    void underTlsNoSiblingDomainCanPlantThem() {
        NewCookie cookie = new HostCookies("https://muster.example.com").cookie("x", "y", Duration.ofHours(1));
        assertThat(cookie.getName()).isEqualTo("__Host-x");
        assertThat(cookie.isSecure()).isTrue();
        assertThat(cookie.isHttpOnly()).isTrue();
        assertThat(cookie.getDomain()).isNull();
        assertThat(cookie.getPath()).isEqualTo("/");
        assertThat(cookie.getSameSite()).isEqualTo(NewCookie.SameSite.LAX);
    }

    @Test
    void withoutTlsTheyHaveANameThatBrowsersTake() {
        NewCookie cookie = new HostCookies("http://localhost:8080").cookie("x", "y", Duration.ofHours(1));
        assertThat(cookie.getName()).isEqualTo("x");
        assertThat(cookie.isSecure()).isFalse();
    }
}
