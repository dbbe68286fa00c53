package dev.muster;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An alert on a metric that nobody reports never fires. */
@QuarkusTest
class AlertsTest {

    private static final Pattern METRIC =
            Pattern.compile("\\b(?:muster|http_server|agroal|jvm|process|system)_[a-z0-9_]+\\b");

    @ParameterizedTest
    @ValueSource(strings = {"docs/operations.md", "helm/muster/templates/alerts.yaml"})
    void everyMetricOfAnAlertIsReported(String file) throws IOException {
        given().get("/dashboard/sign-in");
        Set<String> reported = names(given().get("/q/metrics").asString());
        assertThat(names(Files.readString(Path.of(file))))
                .hasSizeGreaterThan(5)
                .allSatisfy(metric -> assertThat(reported).contains(metric));
    }

    @Test
    void everyMetricOfMusterIsDocumented() throws IOException {
        String documented = Files.readString(Path.of("docs/operations.md"));
        assertThat(names(given().get("/q/metrics").asString()))
                .filteredOn(metric -> metric.startsWith("muster_"))
                .isNotEmpty()
                .allSatisfy(metric -> assertThat(documented).contains(metric));
    }

    private static Set<String> names(String text) {
        return METRIC.matcher(text)
                .results()
                .map(MatchResult::group)
                // The two roles of the database have names of that form.
                .filter(name -> !Set.of("muster_app", "muster_system").contains(name))
                .collect(Collectors.toSet());
    }
}
