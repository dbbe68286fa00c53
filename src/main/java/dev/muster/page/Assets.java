package dev.muster.page;

import dev.muster.vault.Tokens;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Addresses of stylesheet, scripts and icons with a fingerprint: a new release is never seen through an old stylesheet. */
@Named
@Singleton
public class Assets {

    private final String style = fingerprinted("app.css");
    private final String script = fingerprinted("app.js");
    private final String icons = fingerprinted("icons.svg");

    public String style() {
        return style;
    }

    public String script() {
        return script;
    }

    public String icons() {
        return icons;
    }

    private static String fingerprinted(String name) {
        try (InputStream content =
                Thread.currentThread().getContextClassLoader().getResourceAsStream("META-INF/resources/" + name)) {
            byte[] hash = Tokens.hash(new String(content.readAllBytes(), StandardCharsets.UTF_8));
            return "/" + name + "?" + HexFormat.of().formatHex(hash, 0, 5);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
