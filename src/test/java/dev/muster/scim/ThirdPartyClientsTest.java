package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.unboundid.scim2.client.ScimService;
import com.unboundid.scim2.common.exceptions.PreconditionFailedException;
import com.unboundid.scim2.common.exceptions.ResourceConflictException;
import com.unboundid.scim2.common.filters.Filter;
import com.unboundid.scim2.common.messages.ListResponse;
import com.unboundid.scim2.common.messages.SortOrder;
import com.unboundid.scim2.common.types.Email;
import com.unboundid.scim2.common.types.Name;
import com.unboundid.scim2.common.types.UserResource;
import de.captaingoldfish.scim.sdk.client.ScimClientConfig;
import de.captaingoldfish.scim.sdk.client.ScimRequestBuilder;
import de.captaingoldfish.scim.sdk.client.response.ServerResponse;
import de.captaingoldfish.scim.sdk.common.constants.enums.HttpMethod;
import de.captaingoldfish.scim.sdk.common.constants.enums.PatchOp;
import de.captaingoldfish.scim.sdk.common.resources.User;
import de.captaingoldfish.scim.sdk.common.response.BulkResponse;
import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients made by others, which judge each answer by their own reading of the RFCs. */
@QuarkusTest
class ThirdPartyClientsTest {

    @Inject
    ScimDirectories directories;

    private ScimDirectory directory;

    @BeforeEach
    void begin() {
        directory = directories.of(ProviderType.GENERIC);
    }

    @Test
    void unboundIdCreatesSearchesPatchesAndDeletes() throws Exception {
        try (Client client = ClientBuilder.newClient()) {
            ScimService scim = unboundId(client);
            UserResource ada = scim.create("Users", person("ada@acme.test", "Byron"));
            scim.create("Users", person("bob@acme.test", "Abel"));

            assertThat(ada.getId()).startsWith("directory_user_");
            ListResponse<UserResource> found = scim.searchRequest("Users")
                    .filter(Filter.eq("name.familyName", "byron"))
                    .invoke(UserResource.class);
            assertThat(found.getResources()).extracting(UserResource::getId).containsExactly(ada.getId());
            ListResponse<UserResource> page = scim.searchRequest("Users")
                    .sort("name.familyName", SortOrder.ASCENDING)
                    .page(2, 1)
                    .invokePost(UserResource.class);
            assertThat(page.getTotalResults()).isEqualTo(2);
            assertThat(page.getResources())
                    .extracting(UserResource::getUserName)
                    .containsExactly("ada@acme.test");

            UserResource patched = scim.modifyRequest("Users", ada.getId())
                    .replaceValue("displayName", "Ada")
                    .addValues("emails", new Email().setValue("home@acme.test").setType("home"))
                    .attributes("displayName", "emails")
                    .invoke(UserResource.class);
            assertThat(patched.getDisplayName()).isEqualTo("Ada");
            assertThat(patched.getEmails()).hasSize(2);
            scim.delete("Users", ada.getId());
        }
    }

    @Test
    void unboundIdWalksByCursor() throws Exception {
        try (Client client = ClientBuilder.newClient()) {
            ScimService scim = unboundId(client);
            for (int i = 0; i < 3; i++) {
                directory.user("p" + i + "@acme.test");
            }
            ListResponse<UserResource> first =
                    scim.searchRequest("Users").firstPageCursorWithCount(2).invoke(UserResource.class);
            ListResponse<UserResource> second = scim.searchRequest("Users")
                    .pageWithCursor(first.getNextCursor(), 2)
                    .invoke(UserResource.class);

            assertThat(first.getResources()).hasSize(2);
            assertThat(second.getResources())
                    .extracting(UserResource::getUserName)
                    .containsExactly("p2@acme.test");
            assertThat(second.getNextCursor()).isNull();
        }
    }

    @Test
    void unboundIdSeesConflictsOfNamesAndVersions() throws Exception {
        try (Client client = ClientBuilder.newClient()) {
            ScimService scim = unboundId(client);
            UserResource ada = scim.create("Users", person("ada@acme.test", "Byron"));

            assertThatThrownBy(() -> scim.create("Users", person("ADA@acme.test", "Byron")))
                    .isInstanceOf(ResourceConflictException.class);
            URI address = URI.create(directory.url() + "/Users/" + ada.getId());
            scim.replaceRequest(address, ada.setTitle("Countess")).ifMatch().invoke();
            assertThatThrownBy(() -> scim.replaceRequest(address, ada.setTitle("Lady"))
                            .ifMatch()
                            .invoke())
                    .isInstanceOf(PreconditionFailedException.class);
        }
    }

    @Test
    void unboundIdReadsTheDiscoveryDocuments() throws Exception {
        try (Client client = ClientBuilder.newClient()) {
            ScimService scim = unboundId(client);

            assertThat(scim.getServiceProviderConfig().getPagination().getMaxPageSize())
                    .isEqualTo(1_000);
            assertThat(scim.getResourceTypes().getResources())
                    .extracting("name")
                    .containsExactly("User", "Group");
            assertThat(scim.getSchemas().getResources())
                    .extracting("name")
                    .contains("User", "Group", "EnterpriseUser", "Schema");
        }
    }

    @Test
    void scimSdkCreatesListsAndPatches() {
        try (ScimRequestBuilder scim = scimSdk()) {
            User ada = User.builder().userName("ada@acme.test").nickName("Ada").build();
            ServerResponse<User> created =
                    scim.create(User.class, "/Users").setResource(ada).sendRequest();
            assertThat(created.isSuccess()).as(created.getResponseBody()).isTrue();
            String id = created.getResource().getId().orElseThrow();

            var listed = scim.list(User.class, "/Users")
                    .filter("nickName sw \"a\" and meta.created gt \"2020-01-01T00:00:00Z\"")
                    .post()
                    .sendRequest();
            assertThat(listed.getResource().getTotalResults()).isEqualTo(1);

            ServerResponse<User> patched = scim.patch(User.class, "/Users", id)
                    .addOperation()
                    .op(PatchOp.REPLACE)
                    .path("nickName")
                    .value("Countess")
                    .build()
                    .setETagForIfMatch("W/\"1\"")
                    .sendRequest();
            assertThat(patched.getHttpStatus()).as(patched.getResponseBody()).isEqualTo(204);
            ServerResponse<User> stale = scim.delete(User.class, "/Users", id)
                    .setETagForIfMatch("W/\"1\"")
                    .sendRequest();
            assertThat(stale.getHttpStatus()).isEqualTo(412);
        }
    }

    @Test
    void scimSdkSendsBulksWithReferences() {
        try (ScimRequestBuilder scim = scimSdk()) {
            ServerResponse<BulkResponse> response = scim.bulk()
                    .bulkRequestOperation("/Groups")
                    .method(HttpMethod.POST)
                    .bulkId("crew")
                    .data("{\"displayName\":\"Crew\",\"members\":[{\"value\":\"bulkId:ada\",\"type\":\"User\"}]}")
                    .next()
                    .bulkRequestOperation("/Users")
                    .method(HttpMethod.POST)
                    .bulkId("ada")
                    .data("{\"userName\":\"ada@acme.test\"}")
                    .sendRequest();

            assertThat(response.isSuccess()).as(response.getResponseBody()).isTrue();
            assertThat(response.getResource().getBulkResponseOperations())
                    .extracting("status")
                    .containsExactly(201, 201);
        }
    }

    private ScimService unboundId(Client client) {
        return new ScimService(client.target(directory.url()).register(new BearerToken(directory.token())));
    }

    private ScimRequestBuilder scimSdk() {
        var config = ScimClientConfig.builder()
                .httpHeaders(Map.of("Authorization", "Bearer " + directory.token()))
                .build();
        return new ScimRequestBuilder(directory.url(), config);
    }

    private static UserResource person(String userName, String familyName) {
        return new UserResource()
                .setUserName(userName)
                .setName(new Name().setGivenName("A").setFamilyName(familyName))
                .setEmails(new Email().setValue(userName).setType("work").setPrimary(true));
    }

    private record BearerToken(String token) implements ClientRequestFilter {
        @Override
        public void filter(ClientRequestContext request) {
            request.getHeaders().putSingle("Authorization", "Bearer " + token);
        }
    }
}
