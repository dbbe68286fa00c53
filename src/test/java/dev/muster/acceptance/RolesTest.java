package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** Groups give roles, and applications hear of each change of somebody's role, and of nothing else. */
@QuarkusTest
class RolesTest extends RolesFixture {

    @Test
    void newcomersHaveTheDefaultRoleFromTheFirstEventOn() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");

        assertThat(news()).containsExactly("dsync.user.created member");
        assertThat(book.roles(ann)).containsExactly("member");
    }

    @Test
    void membershipGivesTheRoleAndItsEndTakesIt() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String crew = provider.group("Crew");
        book.map(crew, "admin");
        settled();
        provider.addMember(crew, ann);
        provider.addMember(crew, ann);
        provider.removeMember(crew, ann);

        assertThat(news())
                .containsExactly(
                        "dsync.user.created member",
                        "dsync.group.created",
                        "dsync.group.user_added member",
                        "dsync.user.updated member>admin",
                        "dsync.group.user_removed admin",
                        "dsync.user.updated admin>member");
        assertAllAgree();
    }

    @Test
    void highestPriorityWinsAndANewOrderTellsOnlyWhoIsConcerned() {
        String ann = provider.user("ann");
        String bob = provider.user("bob");
        String crew = provider.group("Crew", ann, bob);
        String board = provider.group("Board", ann);
        book.map(crew, "member", board, "owner");
        settled();
        assertThat(book.roles(ann)).containsExactly("owner");
        assertThat(book.roles(bob)).containsExactly("member");

        news();
        book.settings("{\"priority_order\":[\"admin\",\"member\",\"owner\"]}");
        settled();
        assertThat(book.roles(ann)).containsExactly("member");

        assertThat(news()).containsExactly("dsync.user.updated owner>member");
        assertAllAgree();
    }

    @Test
    void severalRolesAreListedByPriority() {
        book.settings("{\"multiple_roles\":true,\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String board = provider.group("Board");
        String crew = provider.group("Crew");
        book.map(crew, "admin", board, "owner");
        settled();
        provider.addMember(crew, ann);
        provider.addMember(board, ann);
        assertThat(book.roles(ann)).containsExactly("owner", "admin");
        book.settings("{\"multiple_roles\":false}");
        settled();
        assertThat(book.roles(ann)).containsExactly("owner");

        assertThat(news())
                .endsWith(
                        "dsync.user.updated member>admin",
                        "dsync.group.user_added admin",
                        "dsync.user.updated admin>owner,admin",
                        "dsync.user.updated owner,admin>owner");
        assertAllAgree();
    }

    @Test
    void groupThatGoesTakesTheRoleAlongAndBringsItBack() {
        String ann = provider.user("ann");
        String crew = provider.group("Crew", ann);
        book.map(crew, "admin");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        news();
        book.delete("/directory_groups/" + crew);
        assertThat(book.mappings()).isEmpty();
        provider.addMember(crew, ann);
        provider.delete("/Groups/" + crew);

        assertThat(news())
                .containsExactly(
                        "dsync.group.user_removed admin",
                        "dsync.user.updated admin>",
                        "dsync.group.deleted",
                        "dsync.group.created",
                        "dsync.group.user_added ",
                        "dsync.user.updated >admin",
                        "dsync.group.deleted",
                        "dsync.user.updated admin>");
        assertAllAgree();
    }

    @Test
    void whoWasRemovedByHandComesBackWithTheDefaultRole() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String crew = provider.group("Crew", ann);
        book.map(crew, "admin");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        news();
        book.delete("/directory_users/" + ann);
        provider.patch("/Users/" + ann, "{\"op\":\"replace\",\"path\":\"title\",\"value\":\"x\"}");

        assertThat(news()).containsExactly("dsync.user.deleted admin", "dsync.user.created member");
        assertAllAgree();
    }

    @Test
    void hiddenUsersChangeSilentlyAndReturnWithTheirRole() {
        book.patch("/directories/" + scim.directoryId(), "{\"deprovisioning\":\"delete\"}");
        String ann = provider.user("ann");
        String crew = provider.group("Crew");
        String board = provider.group("Board", ann);
        book.map(crew, "admin", board, "member");
        settled();
        provider.patch("/Users/" + ann, active(false));
        news();
        provider.addMember(crew, ann);
        book.map(crew, "owner");
        settled();
        provider.patch("/Users/" + ann, active(true));

        assertThat(news())
                .containsExactly(
                        "dsync.user.created owner", "dsync.group.user_added owner", "dsync.group.user_added owner");
    }

    @Test
    void deletedRoleFallsBackToTheNextAndThenToTheDefault() {
        book.settings("{\"default_role\":\"member\"}");
        String ann = provider.user("ann");
        String bob = provider.user("bob");
        String crew = provider.group("Crew", ann, bob);
        String board = provider.group("Board", ann);
        book.map(crew, "admin", board, "owner");
        settled();
        assertThat(book.roles(ann)).containsExactly("owner");
        news();
        book.delete("/authorization/roles/owner");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        assertThat(news()).containsExactly("dsync.user.updated owner>admin");
        book.delete("/authorization/roles/admin");
        settled();
        assertThat(book.roles(ann)).containsExactly("member");
        assertThat(book.roles(bob)).containsExactly("member");

        assertThat(news()).containsExactly("dsync.user.updated admin>member", "dsync.user.updated admin>member");
        book.delete("/authorization/roles/member");
        settled();
        assertThat(book.roles(ann)).isEmpty();
        assertAllAgree();
    }

    @Test
    void theSameAgainChangesNothing() {
        String ann = provider.user("ann");
        String crew = provider.group("Crew", ann);
        book.map(crew, "admin");
        book.settings("{\"default_role\":\"member\"}");
        settled();
        assertThat(book.roles(ann)).containsExactly("admin");
        news();
        book.map(crew, "admin");
        book.settings("{\"default_role\":\"member\",\"multiple_roles\":false,\"priority_order\":"
                + "[\"owner\",\"admin\",\"member\"]}");
        settled();

        assertThat(news()).isEmpty();
    }

    private static String active(boolean active) {
        return "{\"op\":\"replace\",\"path\":\"active\",\"value\":%s}".formatted(active);
    }
}
