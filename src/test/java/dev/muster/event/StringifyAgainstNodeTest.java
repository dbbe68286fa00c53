package dev.muster.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Compares with the original: Node, where there is one. */
class StringifyAgainstNodeTest {

    private static final String SCRIPT = """
            const lines = require('fs').readFileSync(0, 'utf8').split('\\n');
            process.stdout.write(lines.map(line => JSON.stringify(JSON.parse(line))).join('\\n'));
            """;

    @TempDir
    Path folder;

    @Test
    void thousandsOfRandomDocumentsComeOutAsFromNode() throws Exception {
        assumeTrue(nodeIsInstalled(), "no node on the path");
        long seed = System.nanoTime();
        List<String> documents = RandomJson.documents(seed, 5_000);

        List<String> expected = printedByNode(documents);

        ObjectMapper json = new ObjectMapper();
        assertThat(expected).hasSameSizeAs(documents);
        for (int i = 0; i < documents.size(); i++) {
            byte[] printed = Stringify.utf8(json.readTree(documents.get(i)));
            assertThat(new String(printed, StandardCharsets.UTF_8))
                    .as("seed %d, document %s", seed, documents.get(i))
                    .isEqualTo(expected.get(i));
        }
    }

    private List<String> printedByNode(List<String> documents) throws IOException, InterruptedException {
        Path input = Files.writeString(folder.resolve("in"), String.join("\n", documents));
        Path output = folder.resolve("out");
        int exit = new ProcessBuilder("node", "-e", SCRIPT)
                .redirectInput(input.toFile())
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        assertThat(exit).isZero();
        return List.of(Files.readString(output).split("\n", -1));
    }

    private static boolean nodeIsInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(Pattern.quote(File.pathSeparator)))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "node")));
    }
}
