package dev.muster.api;

import static dev.muster.api.Calls.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.workos.WorkOS;
import com.workos.common.exceptions.NotFoundException;
import com.workos.common.exceptions.RateLimitException;
import com.workos.common.exceptions.UnauthorizedException;
import com.workos.common.exceptions.UnprocessableEntityException;
import com.workos.common.exceptions.WorkOSException;
import com.workos.common.http.Page;
import com.workos.common.http.PatchField;
import com.workos.common.http.RetryConfig;
import com.workos.models.DirectoryUserWithGroups;
import com.workos.models.OrganizationDomainData;
import com.workos.models.Role;
import com.workos.models.SlimRole;
import com.workos.types.CreateWebhookEndpointEvents;
import com.workos.types.DirectoryState;
import com.workos.types.DirectoryType;
import com.workos.types.GenerateLinkIntent;
import com.workos.types.OrganizationDomainDataState;
import com.workos.types.PaginationOrder;
import com.workos.types.WebhookEndpointStatus;
import com.workos.webhooks.Webhook;
import dev.muster.support.Delivering;
import dev.muster.support.FakeReceiver;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import dev.muster.support.wire.Call;
import dev.muster.support.wire.Wire;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SignatureException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import kotlin.Pair;
import kotlin.Unit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WorkOS's own SDK for Java, unchanged, with nothing but the base address set. */
@QuarkusTest
@TestProfile(Delivering.class)
class JavaSdkTest {

    private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
    private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
    private static final String PATCH = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

    @Inject
    Tenants tenants;

    @Inject
    People people;

    @TestHTTPResource
    String base;

    Tenants.Tenant tenant;
    WorkOS workos;

    @BeforeEach
    void aClient() {
        tenant = tenants.fresh();
        workos = client(tenant.apiKey());
    }

    @Test
    void organizationsFromCreationToDeletion() {
        var created = workos.getOrganizations()
                .create(
                        "Acme",
                        null,
                        null,
                        List.of(new OrganizationDomainData("acme.example.com", OrganizationDomainDataState.Verified)),
                        Map.of("tier", "gold"),
                        "ext/1 a:b");
        assertThat(created.getMetadata()).containsEntry("tier", "gold");
        assertThat(workos.getOrganizations().get(created.getId()).getName()).isEqualTo("Acme");
        assertThat(workos.getOrganizations().getByExternalId("ext/1 a:b").getId())
                .isEqualTo(created.getId());
        assertThat(workos.getOrganizations().update(created.getId(), "Acme Inc").getName())
                .isEqualTo("Acme Inc");
        assertThat(workos.getOrganizations()
                        .list(null, null, null, null, List.of("acme.example.com", "bolt.example.com"))
                        .data)
                .hasSize(1);
        assertThatThrownBy(() -> workos.getOrganizations().create("Second", null, List.of("acme.example.com")))
                .isInstanceOfSatisfying(
                        WorkOSException.class, e -> assertThat(e.status).isEqualTo(409));

        var domain = workos.getOrganizationDomains().create("later.example.com", created.getId());
        assertThat(workos.getOrganizationDomains().verify(domain.getId()).getDomain())
                .isEqualTo("later.example.com");
        workos.getOrganizationDomains().delete(domain.getId());

        workos.getOrganizations().delete(created.getId());
        assertThatThrownBy(() -> workos.getOrganizations().get(created.getId())).isInstanceOf(NotFoundException.class);
    }

    @Test
    void rolesAndWhoHasThem() {
        var calls = as(tenant);
        var authorization = workos.getAuthorization();
        assertThat(authorization
                        .createEnvironmentRole("member", "Member", "Reads and comments")
                        .getDescription())
                .isEqualTo("Reads and comments");
        authorization.createEnvironmentRole("admin", "Administrator");
        assertThat(authorization.getEnvironmentRole("admin").getName()).isEqualTo("Administrator");
        assertThat(authorization.listEnvironmentRoles().getData())
                .extracting(Role::getSlug)
                .containsExactly("member", "admin");

        calls.patch("/authorization/role_settings", Map.of("default_role", "member"));
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        String ada = people.user(tenant, directory, "ada@acme.test");
        var user = workos.getDirectorySync().getUser(ada);
        assertThat(user.getRole().getSlug()).isEqualTo("member");
        assertThat(user.getRoles()).extracting(SlimRole::getSlug).containsExactly("member");
    }

    @Test
    void directoriesUsersAndGroups() {
        var calls = as(tenant);
        String organization = calls.organization("Acme");
        String directory = calls.directory(organization, "Acme");
        var ids = new ArrayList<String>();
        for (int n = 0; n < 5; n++) {
            ids.add(people.user(tenant, directory, n == 0 ? "no-mail" : "u" + n + "@acme.test"));
        }
        String crew = people.group(tenant, directory, "Crew", ids.toArray(String[]::new));
        var sync = workos.getDirectorySync();

        var read = sync.get(directory);
        assertThat(read.getType()).isEqualTo(DirectoryType.OneloginSCIMV20);
        assertThat(read.getState()).isEqualTo(DirectoryState.Unlinked);
        assertThat(sync.list(null, null, null, null, organization).data).hasSize(1);
        assertThat(sync.list(null, null, null, PaginationOrder.Asc, "org_01EHWNCE74X7JSDV0X3SZ3PJNY").data)
                .isEmpty();

        assertThat(walked(sync.listUsers(null, null, 2, PaginationOrder.Desc, directory)))
                .isEqualTo(ids.reversed());
        assertThat(walked(sync.listUsers(null, null, 2, null, directory))).isEqualTo(ids.reversed());
        assertThat(walked(sync.listUsers(null, null, 3, PaginationOrder.Asc, null, crew)))
                .isEqualTo(ids);
        assertThat(sync.getUser(ids.getFirst()).getEmail()).isNull();
        assertThat(sync.getUser(ids.getFirst()).getGroups())
                .singleElement()
                .matches(group -> group.getId().equals(crew));
        assertThat(sync.listGroups(null, null, null, null, directory).data).hasSize(1);
        assertThat(sync.listGroups(null, null, null, null, null, ids.getLast()).data)
                .hasSize(1);
        assertThat(sync.getGroup(crew).getName()).isEqualTo("Crew");

        assertThatThrownBy(() -> sync.listUsers()).isInstanceOf(UnprocessableEntityException.class);
        sync.delete(directory);
        assertThatThrownBy(() -> sync.get(directory)).isInstanceOf(NotFoundException.class);
    }

    /** The SDK sends one Idempotency-Key for both calls, and each link lives only five minutes. */
    @Test
    void portalLinksAreNewEachTime() {
        String organization = as(tenant).organization("Acme");
        String first = portalLink(organization);
        assertThat(first).contains("/portal/pl_").isNotEqualTo(portalLink(organization));
        assertThatThrownBy(() -> portalLink("org_01EHWNCE74X7JSDV0X3SZ3PJNY"))
                .isInstanceOfSatisfying(WorkOSException.class, e -> {
                    assertThat(e.status).isEqualTo(400);
                    assertThat(e).hasMessageContaining("Could not find an organization with the id");
                });
    }

    private String portalLink(String organization) {
        return workos.getAdminPortal()
                .generateLink(
                        organization,
                        "https://app.example.com/settings",
                        "https://app.example.com/done",
                        GenerateLinkIntent.Dsync,
                        List.of("it@acme.example.com"))
                .getLink();
    }

    @Test
    void eventsAreWalkedOldestFirst() {
        var calls = as(tenant);
        String directory = calls.directory(calls.organization("Acme"), "Acme");
        String ada = people.user(tenant, directory, "ada@acme.test");
        people.group(tenant, directory, "Crew", ada);
        await().until(() -> events(null).data.size() == 1 && events(null).hasNextPage());

        var first = events(null);
        var second = first.nextPage();
        assertThat(first.data.getFirst().path("event").asText()).isEqualTo("dsync.user.created");
        assertThat(second.data.getFirst().path("event").asText()).isEqualTo("dsync.group.created");
        assertThat(second.hasNextPage()).isFalse();
        assertThat(events(second.data.getFirst().path("id").asText()).data).isEmpty();
    }

    @Test
    void errorsAreTheSdksOwnExceptions() {
        assertThatThrownBy(() -> client("sk_0123456789012345678901234567890123456789")
                        .getOrganizations()
                        .list())
                .isInstanceOf(UnauthorizedException.class);
        assertThatThrownBy(() -> workos.getDirectorySync().getUser("directory_user_x"))
                .isInstanceOfSatisfying(NotFoundException.class, e -> {
                    assertThat(e.code).isEqualTo("entity_not_found");
                    assertThat(e.requestId).isNotBlank();
                });
    }

    @Test
    void everyKindOfWebhookIsVerified() throws Exception {
        List<CreateWebhookEndpointEvents> types = Arrays.stream(CreateWebhookEndpointEvents.values())
                .filter(type -> type.name().startsWith("Dsync"))
                .toList();
        try (var receiver = FakeReceiver.start()) {
            var endpoint = workos.getWebhooks().createEndpoint(receiver.url(), types);
            assertThat(types).hasSize(10);
            assertThat(workos.getWebhooks().listEndpoints().data).hasSize(1);

            var calls = as(tenant);
            calls.delete("/directories/" + provided(calls)).then().statusCode(202);
            await().untilAsserted(() -> assertThat(receiver.received().stream()
                            .map(request -> verified(request, endpoint.getSecret()))
                            .distinct())
                    .hasSize(10));

            var changed = workos.getWebhooks()
                    .updateEndpoint(
                            endpoint.getId(), PatchField.absent(), PatchField.of(WebhookEndpointStatus.Disabled));
            assertThat(changed.getStatus()).isEqualTo(WebhookEndpointStatus.Disabled);
            workos.getWebhooks().deleteEndpoint(endpoint.getId());
            assertThat(workos.getWebhooks().listEndpoints().data).isEmpty();
        }
    }

    @Test
    void whoIsTooFastIsToldHowLongToWait() {
        String tired = as(tenant).post("/api_keys", Map.of("name", "Tired")).path("key");
        var wire = new Wire();
        Stream.generate(() -> wire.begin(Call.get(tired, base + "events")))
                .limit(2 * Delivering.REQUESTS_PER_MINUTE)
                .toList()
                .forEach(CompletableFuture::join);
        assertThatThrownBy(() -> listOften(client(tired)))
                .isInstanceOfSatisfying(
                        RateLimitException.class,
                        e -> assertThat(e.retryAfterSeconds).isPositive());
    }

    private static void listOften(WorkOS workos) {
        for (int i = 0; i < Delivering.REQUESTS_PER_MINUTE; i++) {
            workos.getOrganizations().list();
        }
    }

    /** The SDK makes the key of a request of its content: what is asked twice is meant twice. */
    @Test
    void theSameCreationTwiceMakesTwo() {
        var first = workos.getOrganizations().create("Acme");
        workos.getOrganizations().delete(first.getId());
        await().untilAsserted(() ->
                assertThat(workos.getOrganizations().create("Acme").getId()).isNotEqualTo(first.getId()));
    }

    /** A directory in which everything happened once. */
    private static String provided(Calls calls) {
        var directory = calls.post(
                "/directories",
                Map.of("organization_id", calls.organization("Acme"), "name", "Acme", "type", "generic scim v2.0"));
        var scim = new Calls(directory.path("bearer_token"));
        String path = "/scim/v2/" + directory.path("external_key");
        String ada = scim.post(path + "/Users", Map.of("schemas", List.of(USER), "userName", "zoë\uD83D\uDE00 \"Q\""))
                .path("id");
        String crew = scim.post(path + "/Groups", Map.of("schemas", List.of(GROUP), "displayName", "Crew"))
                .path("id");
        for (var operation : List.of(
                Map.of("op", "add", "path", "members", "value", List.of(Map.of("value", ada))),
                Map.of("op", "remove", "path", "members[value eq \"" + ada + "\"]"),
                Map.of("op", "replace", "path", "displayName", "value", "Staff"))) {
            patch(scim, path + "/Groups/" + crew, operation);
        }
        patch(scim, path + "/Users/" + ada, Map.of("op", "replace", "path", "active", "value", false));
        scim.delete(path + "/Users/" + ada).then().statusCode(204);
        scim.delete(path + "/Groups/" + crew).then().statusCode(204);
        return directory.path("id");
    }

    private static void patch(Calls scim, String path, Map<String, ?> operation) {
        scim.patch(path, Map.of("schemas", List.of(PATCH), "Operations", List.of(operation)))
                .then()
                .statusCode(204);
    }

    private static String verified(FakeReceiver.Received request, String secret) {
        String body = new String(request.body(), StandardCharsets.UTF_8);
        try {
            return new Webhook()
                    .constructTypedEvent(body, request.header("WorkOS-Signature"), secret)
                    .getEvent();
        } catch (SignatureException e) {
            throw new AssertionError(body, e);
        }
    }

    private Page<JsonNode> events(String after) {
        return workos.baseClient.requestPage(
                "GET", "/events", new TypeReference<JsonNode>() {}, null, null, after, parameters -> {
                    parameters.add(new Pair<>("events", "dsync.user.created,dsync.group.created"));
                    parameters.add(new Pair<>("limit", "1"));
                    return Unit.INSTANCE;
                });
    }

    private static List<String> walked(Page<DirectoryUserWithGroups> first) {
        var ids = new ArrayList<String>();
        first.autoPagingIterable().forEach(user -> ids.add(user.getId()));
        return ids;
    }

    private WorkOS client(String key) {
        return WorkOS.builder()
                .apiKey(key)
                .apiBaseUrl(base.replaceFirst("/$", ""))
                .retryConfig(RetryConfig.DISABLED)
                .build();
    }
}
