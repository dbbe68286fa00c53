package dev.muster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.marcnuri.helm.Helm;
import com.marcnuri.helm.LintResult;
import com.marcnuri.helm.TemplateCommand;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

class HelmChartTest {
    private static final Path CHART = Path.of("helm", "muster");
    private static final Map<String, String> LEAST = Map.of(
            "publicUrl", "https://muster.example.com",
            "database.url", "jdbc:postgresql://db:5432/muster",
            "secrets.masterKey", "0123456789abcdef0123456789abcdef",
            "secrets.databasePassword", "secret");

    @Test
    void lintHasNothingToSay() {
        LintResult result = chart().lint().strict().call();
        assertThat(result.getMessages())
                .noneMatch(message -> message.contains("[WARNING]") || message.contains("[ERROR]"));
        assertThat(result.isFailed()).isFalse();
    }

    @Test
    void schemaNamesWhatIsWrong() {
        assertThatThrownBy(() -> rendered(Map.of("replicas", "0"))).hasMessageContaining("replicas");
        assertThatThrownBy(() -> rendered(Map.of("publicUrl", "muster.example.com")))
                .hasMessageContaining("publicUrl");
        assertThatThrownBy(() -> rendered(Map.of("databse.url", "typo"))).hasMessageContaining("databse");
        assertThatThrownBy(() -> rendered(Map.of("secrets.apiKey", "sk_short"))).hasMessageContaining("apiKey");
    }

    @Test
    void missingAddressesAreAskedFor() {
        assertThatThrownBy(() -> rendered(Map.of("publicUrl", ""))).hasMessageContaining("publicUrl is missing");
        assertThatThrownBy(() -> rendered(Map.of("database.url", ""))).hasMessageContaining("database.url is missing");
    }

    @Test
    void severalReplicasNeedRedis() {
        assertThatThrownBy(() -> rendered(Map.of("replicas", "2")))
                .hasMessageContaining("More than one replica needs redis");
        assertThatThrownBy(() -> rendered(Map.of("autoscaling.enabled", "true")))
                .hasMessageContaining("More than one replica needs redis");
    }

    @Test
    void secretsComeFromOnePlace() {
        assertThatThrownBy(() -> rendered(Map.of("secrets.existingSecret", "mine")))
                .hasMessageContaining("leave the other secrets");
        assertThatThrownBy(() -> rendered(Map.of("secrets.masterKey", "")))
                .hasMessageContaining("masterKey is missing");
    }

    @Test
    void oneReplicaIsADeploymentWithServiceSecretAndAccount() {
        assertThat(rendered(Map.of()).keySet()).containsExactly("Deployment", "Secret", "Service", "ServiceAccount");
    }

    @Test
    void severalReplicasGetABudgetAndSpreadOut() {
        Map<String, JsonNode> manifests = rendered(Map.of("replicas", "3", "redis.url", "redis://redis:6379"));
        assertThat(manifests
                        .get("PodDisruptionBudget")
                        .at("/spec/maxUnavailable")
                        .asInt())
                .isEqualTo(1);
        assertThat(pod(manifests).at("/topologySpreadConstraints/0/topologyKey").asText())
                .isEqualTo("kubernetes.io/hostname");
        assertThat(manifests.get("Secret").at("/stringData/redis-url").asText()).isEqualTo("redis://redis:6379");
        assertThat(env(manifests, "MUSTER_REDIS_URL")
                        .at("/valueFrom/secretKeyRef/key")
                        .asText())
                .isEqualTo("redis-url");
    }

    @Test
    void podRunsWithoutPrivileges() {
        JsonNode pod = pod(rendered(Map.of()));
        assertThat(pod.at("/securityContext/runAsNonRoot").asBoolean()).isTrue();
        JsonNode container = pod.at("/containers/0/securityContext");
        assertThat(container.at("/readOnlyRootFilesystem").asBoolean()).isTrue();
        assertThat(container.at("/allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(container.at("/capabilities/drop/0").asText()).isEqualTo("ALL");
    }

    @Test
    void probesAskTheManagementPort() {
        JsonNode container = pod(rendered(Map.of())).at("/containers/0");
        assertThat(container.at("/livenessProbe/httpGet/path").asText()).isEqualTo("/q/health/live");
        assertThat(container.at("/readinessProbe/httpGet/path").asText()).isEqualTo("/q/health/ready");
        assertThat(container.at("/readinessProbe/httpGet/port").asText()).isEqualTo("management");
    }

    @Test
    void kubernetesDoesNotInventSettings() {
        assertThat(pod(rendered(Map.of())).at("/enableServiceLinks").asBoolean(true))
                .isFalse();
    }

    @Test
    void existingSecretIsUsedAndNoneMade() {
        Map<String, JsonNode> manifests = rendered(
                Map.of("secrets.existingSecret", "mine", "secrets.masterKey", "", "secrets.databasePassword", ""));
        assertThat(manifests).doesNotContainKey("Secret");
        assertThat(env(manifests, "MUSTER_MASTER_KEY")
                        .at("/valueFrom/secretKeyRef/name")
                        .asText())
                .isEqualTo("mine");
    }

    @Test
    void everySecretReachesThePodByReference() {
        JsonNode container = pod(rendered(Map.of())).at("/containers/0/env");
        assertThat(container.toString()).doesNotContain(LEAST.get("secrets.masterKey"));
    }

    @Test
    void ingressTakesTheHostOfThePublicUrl() {
        Map<String, JsonNode> manifests = rendered(Map.of("ingress.enabled", "true"));
        assertThat(manifests.get("Ingress").at("/spec/rules/0/host").asText()).isEqualTo("muster.example.com");
    }

    @Test
    void autoscalerOwnsTheNumberOfReplicas() {
        Map<String, JsonNode> manifests =
                rendered(Map.of("autoscaling.enabled", "true", "redis.url", "redis://redis:6379"));
        assertThat(manifests.get("Deployment").at("/spec/replicas").isMissingNode())
                .isTrue();
        assertThat(manifests
                        .get("HorizontalPodAutoscaler")
                        .at("/spec/maxReplicas")
                        .asInt())
                .isEqualTo(6);
    }

    @Test
    void networkPolicyLeavesTheManagementPortClosed() {
        JsonNode policy = rendered(Map.of("networkPolicy.enabled", "true"))
                .get("NetworkPolicy")
                .at("/spec");
        assertThat(policy.at("/ingress").size()).isEqualTo(1);
        assertThat(policy.at("/ingress/0/ports/0/port").asText()).isEqualTo("http");
    }

    @Test
    void theOperatorOfPrometheusIsServedOnRequest() {
        assertThat(rendered(Map.of())).doesNotContainKeys("PodMonitor", "PrometheusRule");
        Map<String, JsonNode> manifests = rendered(Map.of("metrics.podMonitor", "true", "metrics.alerts", "true"));
        JsonNode monitor = manifests.get("PodMonitor").at("/spec");
        assertThat(monitor.at("/selector/matchLabels"))
                .isEqualTo(manifests.get("Deployment").at("/spec/selector/matchLabels"));
        assertThat(monitor.at("/podMetricsEndpoints/0/port").asText()).isEqualTo("management");
        JsonNode rules = manifests.get("PrometheusRule").at("/spec/groups/0/rules");
        assertThat(rules).hasSizeGreaterThan(5).allSatisfy(rule -> {
            assertThat(rule.at("/expr").asText()).isNotEmpty();
            assertThat(rule.at("/annotations/summary").asText()).isNotEmpty();
        });
    }

    private static Helm chart() {
        return new Helm(CHART);
    }

    /** The manifests by kind; the chart makes at most one of each. */
    private static Map<String, JsonNode> rendered(Map<String, String> changes) {
        TemplateCommand template = chart().template().withName("muster");
        Map<String, String> values = new TreeMap<>(LEAST);
        values.putAll(changes);
        values.forEach(template::set);
        Map<String, JsonNode> manifests = new TreeMap<>();
        documents(template.call())
                .forEach(manifest -> manifests.put(manifest.at("/kind").asText(), manifest));
        return manifests;
    }

    private static List<JsonNode> documents(String yaml) {
        List<JsonNode> documents = new ArrayList<>();
        new Yaml(new SafeConstructor(new LoaderOptions()))
                .loadAll(yaml)
                .forEach(document -> documents.add(new ObjectMapper().valueToTree(document)));
        return documents;
    }

    private static JsonNode pod(Map<String, JsonNode> manifests) {
        return manifests.get("Deployment").at("/spec/template/spec");
    }

    private static JsonNode env(Map<String, JsonNode> manifests, String name) {
        return StreamSupport.stream(pod(manifests).at("/containers/0/env").spliterator(), false)
                .filter(variable -> variable.at("/name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
