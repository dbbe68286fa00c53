package dev.muster.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, with what every look at a page has in common. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private final Playwright playwright;
    private final Browser browser;

    public Chromium() {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of("--no-sandbox")));
    }

    /** How a page is looked at. */
    public record Look(String name, int width, int height, ColorScheme scheme, boolean javaScript) {
        public static final Look DESK = new Look("desk", 1280, 900, ColorScheme.LIGHT, true);
        public static final Look DESK_AT_NIGHT = new Look("desk-dark", 1280, 900, ColorScheme.DARK, true);
        public static final Look PHONE = new Look("phone", 390, 844, ColorScheme.LIGHT, true);
        public static final Look PHONE_AT_NIGHT = new Look("phone-dark", 390, 844, ColorScheme.DARK, true);
        public static final Look WITHOUT_SCRIPTS = new Look("no-script", 1280, 900, ColorScheme.LIGHT, false);
    }

    public BrowserContext open(Look look, String baseUrl) {
        return browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setViewportSize(look.width(), look.height())
                .setColorScheme(look.scheme())
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(look.javaScript()));
    }

    /** The page is accessible, does not scroll sideways, and its picture lies in target/screenshots. */
    public static void examine(Page page, Look look, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setPath(Path.of("target", "screenshots", name + "-" + look.name() + ".png")));
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s overflows its %s", name, look.name())
                .isLessThanOrEqualTo(0);
        var violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations.stream()
                        .map(rule -> rule.getId() + " "
                                + rule.getNodes().stream()
                                        .map(node -> node.getHtml())
                                        .toList()))
                .as("%s at the %s", name, look.name())
                .isEmpty();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }

    private static Path executable() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(path -> path.toFile().canExecute())
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException("There is no Chromium on the path; ./muster test installs it."));
    }
}
