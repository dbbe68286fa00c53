package dev.muster.acceptance;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.id.IdType;
import dev.muster.support.Application;
import dev.muster.support.Rewrites;
import dev.muster.support.ScimDirectories;
import dev.muster.support.Tenants;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.wire.EventFeed;
import dev.muster.support.wire.ScimTarget;
import dev.muster.support.wire.Wire;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** A tenant with the roles owner, admin and member, by priority, and a directory whose provider the test is. */
abstract class RolesFixture {

    @Inject
    Tenants tenants;

    @Inject
    ScimDirectories directories;

    @Inject
    Rewrites rewrites;

    Tenants.Tenant tenant;
    RoleBook book;
    ScimTarget scim;
    Provider provider;
    private EventFeed feed;
    private int marks;

    @BeforeEach
    void threeRoles() {
        tenant = tenants.fresh();
        var application = Application.of(tenant);
        scim = application.directory("generic scim v2.0");
        provider = new Provider(scim);
        book = new RoleBook(application.api(), scim.directoryId());
        book.create("owner");
        book.create("admin");
        book.create("member");
        feed = new EventFeed(new Wire(), application.api(), scim.directoryId(), EventFeed.RESOURCE_EVENTS);
    }

    /** What was told since the last call: the type and the user's roles, with what they were before. */
    List<String> news() {
        String mark = provider.group("Mark " + marks++);
        var news = new ArrayList<JsonNode>();
        await().until(() -> {
            news.addAll(feed.news());
            return !news.isEmpty()
                    && news.getLast().path("data").path("id").asText().equals(mark);
        });
        return news.subList(0, news.size() - 1).stream().map(RolesFixture::line).toList();
    }

    private static String line(JsonNode event) {
        String type = event.path("event").asText();
        JsonNode data = event.path("data");
        JsonNode user = data.has("user") ? data.path("user") : data;
        if (!user.has("roles")) {
            return type;
        }
        JsonNode before = data.path("previous_attributes");
        return type + " " + (before.has("roles") ? RoleBook.slugs(before.path("roles")) + ">" : "")
                + RoleBook.slugs(user.path("roles"));
    }

    void settled() {
        settled(IdType.DIRECTORY.parse(scim.directoryId()).orElseThrow());
    }

    void settled(UUID directory) {
        rewrites.finish(tenant, directory);
    }

    void assertAllAgree() {
        new FoldCheck(scim, book.api()).assertAllAgree();
    }
}
