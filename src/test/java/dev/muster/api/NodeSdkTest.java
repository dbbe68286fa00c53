package dev.muster.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.muster.support.Delivering;
import dev.muster.support.Tenants;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** WorkOS's own SDK for Node, where there is Node and a registry to get it from. */
@QuarkusTest
@TestProfile(Delivering.class)
class NodeSdkTest {

    @Inject
    Tenants tenants;

    @TestHTTPResource
    URI base;

    @ParameterizedTest
    @ValueSource(strings = {"9.3.0", "11.0.0"})
    void theSmokePlanPasses(String version) throws Exception {
        assumeTrue(isInstalled("node") && isInstalled("npm"), "no node on the path");
        Path sdk = Path.of("target", "node-sdk", version).toAbsolutePath();
        assumeTrue(installed(sdk, version), "the SDK cannot be had here");
        String script = Path.of("src", "test", "resources", "workos-smoke.cjs").toString();
        String port = String.valueOf(base.getPort());
        assertThat(said(
                        "node",
                        script,
                        sdk.toString(),
                        port,
                        tenants.fresh().apiKey(),
                        String.valueOf(Delivering.REQUESTS_PER_MINUTE)))
                .isEqualTo("all went well\n");
    }

    private static boolean installed(Path folder, String version) throws IOException, InterruptedException {
        if (Files.isDirectory(folder.resolve("node_modules/@workos-inc/node"))) {
            return true;
        }
        Files.createDirectories(folder);
        said("npm", "install", "--no-audit", "--no-fund", "--prefix", folder.toString(), "@workos-inc/node@" + version);
        return Files.isDirectory(folder.resolve("node_modules/@workos-inc/node"));
    }

    private static String said(String... command) throws IOException, InterruptedException {
        Path output = Files.createTempFile("node-sdk", ".txt");
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start()
                .waitFor();
        return Files.readString(output);
    }

    private static boolean isInstalled(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
