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
import com.microsoft.playwright.options.ScreenshotType;
import java.io.File;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The machine's own Chromium, with what every look at a page has in common. */
public final class Chromium implements AutoCloseable {

    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");

    private static final List<String> EVERYTHING = List.of();
    private static final List<String> COLOURS = List.of("color-contrast", "link-in-text-block");

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
    public record Look(String name, int width, int height, boolean javaScript) {
        public static final Look DESK = new Look("desk", 1280, 900, true);
        public static final Look PHONE = new Look("phone", 390, 844, true);
        public static final Look WITHOUT_SCRIPTS = new Look("no-script", 1280, 900, false);
    }

    public BrowserContext open(Look look, String baseUrl) {
        return browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(baseUrl)
                .setViewportSize(look.width(), look.height())
                .setColorScheme(ColorScheme.LIGHT)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setJavaScriptEnabled(look.javaScript()));
    }

    /**
     * The page is accessible by day and by night, does not scroll sideways, and its pictures lie in target/screenshots. At
     * night it differs in its colours alone, so only these are judged again.
     */
    public static void examine(Page page, Look look, String name) {
        picture(page, name + "-" + look.name());
        assertThat((Integer)
                        page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("%s overflows its %s", name, look.name())
                .isLessThanOrEqualTo(0);
        page.evaluate(AxeBuilder.getAxeScript());
        assertAccessible(page, EVERYTHING, name, look.name());
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
        picture(page, name + "-" + look.name() + "-dark");
        assertAccessible(page, COLOURS, name, look.name() + " at night");
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
    }

    private static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setType(ScreenshotType.JPEG)
                .setPath(Path.of("target", "screenshots", name + ".jpeg")));
    }

    // Its own builder works out everything that is well, too, for each element, which takes most of its time.
    private static void assertAccessible(Page page, List<String> rules, String name, String look) {
        Object violations = page.evaluate("""
                rules => axe.run({resultTypes: ['violations'], ...(rules.length && {runOnly: rules})})
                  .then(found => found.violations.map(rule => rule.id + ' ' + rule.nodes.map(node => node.html)))""", rules);
        assertThat((List<?>) violations).as("%s at the %s", name, look).isEmpty();
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
