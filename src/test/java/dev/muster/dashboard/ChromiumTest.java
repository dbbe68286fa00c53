package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.microsoft.playwright.Page;
import dev.muster.dashboard.Chromium.Look;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examination of pages sees what is wrong with one. */
@Tag("browser")
class ChromiumTest {

    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        chromium.close();
    }

    @Test
    void pictureWithoutWords() {
        assertFound("<img src='/mark.svg'>", "image-alt");
    }

    @Test
    void headingsOutOfOrder() {
        assertFound("<h3>Third</h3>", "heading-order");
    }

    @Test
    void wordsThatCannotBeReadAtNight() {
        assertFound("""
                <style>@media (prefers-color-scheme: dark) { body { background: #000; color: #222 } }</style>
                <p>Good night</p>""", "at night", "color-contrast");
    }

    @Test
    void pageThatIsTooWide() {
        assertFound("<div style='width: 400px'>Wide</div>", "overflows");
    }

    private static void assertFound(String body, String... words) {
        try (var context = chromium.open(Look.PHONE, "http://localhost/")) {
            Page page = context.newPage();
            page.setContent("""
                    <!doctype html><html lang="en"><head><title>Page</title></head>
                    <body><main><h1>Page</h1>%s</main></body></html>""".formatted(body));
            assertThatThrownBy(() -> Chromium.examine(page, Look.PHONE, "examined"))
                    .isInstanceOf(AssertionError.class)
                    .hasMessageContainingAll(words);
        }
    }
}
