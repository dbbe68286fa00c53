package dev.muster.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.organization.Organizations;
import dev.muster.sql.Sql;
import dev.muster.support.Tenants;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class ProvisioningTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final UnaryOperator<ObjectNode> UNCHANGED = resource -> resource;

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Transactions transactions;

    @Inject
    Organizations organizations;

    @Inject
    Directories directories;

    @Inject
    UserProvisioning users;

    @Inject
    GroupProvisioning groups;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Sql sql;

    @Test
    void aNewPersonIsOneEvent() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var ada = create(directory, user("Ada@acme.test"));

        assertThat(ada.visible()).isTrue();
        assertThat(ada.payload().email()).isEqualTo("ada@acme.test");
        assertThat(events()).containsExactly("dsync.user.created");
    }

    @Test
    void theSameResourceAgainWritesNothing() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var ada = create(directory, user("ada@acme.test"));
        var again = done(users.change(directory, ada.id(), Precondition.NONE, old -> old.deepCopy()));

        assertThat(again.version()).isEqualTo(1);
        assertThat(events()).hasSize(1);
    }

    @Test
    void aTakenUserNameIsRefusedWhateverItsCase() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var ada = create(directory, user("ada@acme.test"));
        var bob = create(directory, user("bob@acme.test"));

        assertThat(users.create(directory, user("ADA@acme.test")))
                .isEqualTo(new Outcome.Taken<>("userName", "ADA@acme.test", ada.id()));
        assertThat(users.change(directory, bob.id(), Precondition.NONE, old -> user("ada@acme.test")))
                .isEqualTo(new Outcome.Taken<>("userName", "ada@acme.test", ada.id()));
        assertThat(events()).containsExactly("dsync.user.created", "dsync.user.created");
    }

    @Test
    void membersAreAddedOnceAndStrangersAreSkipped() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var ada = create(directory, user("ada@acme.test"));
        var group = done(groups.create(directory, group("Crew"), MemberDelta.Members.NONE));
        var delta = MemberDelta.adding(people(ada.id(), UUID.randomUUID()));

        assertThat(done(groups.change(directory, group.id(), Precondition.NONE, UNCHANGED, delta))
                        .version())
                .isEqualTo(2);
        assertThat(done(groups.change(directory, group.id(), Precondition.NONE, UNCHANGED, delta))
                        .version())
                .isEqualTo(2);
        assertThat(events()).containsExactly("dsync.user.created", "dsync.group.created", "dsync.group.user_added");
    }

    @Test
    void aGroupRemovedByHandComesBackWhenTheProviderAddsSomebody() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var ada = create(directory, user("ada@acme.test"));
        var group = done(groups.create(directory, group("Crew"), people(ada.id())));
        groups.remove(directory, group.id());
        var delta = MemberDelta.adding(people(ada.id()));
        var revived = done(groups.change(directory, group.id(), Precondition.NONE, UNCHANGED, delta));

        assertThat(revived.id()).isEqualTo(group.id());
        assertThat(events())
                .containsExactly(
                        "dsync.user.created",
                        "dsync.group.created",
                        "dsync.group.user_added",
                        "dsync.group.user_removed",
                        "dsync.group.deleted",
                        "dsync.group.created",
                        "dsync.group.user_added");
    }

    @Test
    void secureFlowDeletesAndReturnsUnderANewIdWithTheOldGroups() {
        var directory = directory(Directory.Deprovisioning.DELETE);
        var ada = create(directory, user("ada@acme.test"));
        done(groups.create(directory, group("Crew"), people(ada.id())));
        var hidden = done(users.change(directory, ada.id(), Precondition.NONE, old -> active(old, false)));
        var back = done(users.change(directory, ada.id(), Precondition.NONE, old -> active(old, true)));

        assertThat(hidden.visible()).isFalse();
        assertThat(back.id()).isEqualTo(ada.id());
        assertThat(back.apiId()).isNotEqualTo(ada.apiId());
        assertThat(events())
                .containsExactly(
                        "dsync.user.created",
                        "dsync.group.created",
                        "dsync.group.user_added",
                        "dsync.user.deleted",
                        "dsync.user.created",
                        "dsync.group.user_added");
    }

    @Test
    void aCycleOfGroupsIsRefused() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var outer = done(groups.create(directory, group("Outer"), MemberDelta.Members.NONE));
        var inner = done(groups.create(directory, group("Inner"), MemberDelta.Members.NONE));
        done(groups.change(directory, outer.id(), Precondition.NONE, UNCHANGED, nested(inner.id())));

        assertThat(groups.change(directory, inner.id(), Precondition.NONE, UNCHANGED, nested(outer.id())))
                .isEqualTo(new Outcome.Cycle<>(inner.id(), outer.id()));
    }

    @Test
    void deletingAPersonFreesTheName() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var ada = create(directory, user("ada@acme.test"));
        done(users.delete(directory, ada.id(), Precondition.NONE));
        var again = create(directory, user("ada@acme.test"));

        assertThat(again.id()).isNotEqualTo(ada.id());
        assertThat(users.delete(directory, ada.id(), Precondition.NONE)).isEqualTo(new Outcome.NotFound<>());
    }

    @Test
    void namesTooLongForAnIndexAreStillUnique() {
        var directory = directory(Directory.Deprovisioning.SUSPEND);
        var random = new Random(7);
        String name = random.ints(1024, 0x4E00, 0x9FFF)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        var resource = user(name).put("externalId", name);
        resource.putArray("emails").addObject().put("value", name);
        var person = create(directory, resource);

        assertThat(person.userName()).isEqualTo(name);
        assertThat(users.create(directory, user(name))).isEqualTo(new Outcome.Taken<>("userName", name, person.id()));
        assertThat(done(groups.create(directory, group(name), MemberDelta.Members.NONE))
                        .displayName())
                .isEqualTo(name);
    }

    private DirectoryAccess directory(Directory.Deprovisioning deprovisioning) {
        environment.enter(tenants.fresh().environmentId());
        return transactions.call(() -> {
            var organization = organizations.create("Acme");
            return DirectoryAccess.of(directories.create(new Directories.Draft(
                    organization.id(), "Acme", "onelogin scim v2.0", null, null, deprovisioning)));
        });
    }

    private DirectoryUser create(DirectoryAccess directory, ObjectNode resource) {
        return done(users.create(directory, resource));
    }

    private static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).resource();
    }

    private List<String> events() {
        UUID id = environment.id();
        return crossTenant.call("a test looks at the log", () -> sql.list("""
                        select type from (select id, type from event_new where environment_id = ?
                                          union all select id, type from event_pos where environment_id = ?) e
                         where type like 'dsync.%' order by id
                        """, row -> row.text("type"), id, id));
    }

    private static ObjectNode user(String userName) {
        return JSON.createObjectNode().put("userName", userName);
    }

    private static ObjectNode group(String displayName) {
        return JSON.createObjectNode().put("displayName", displayName);
    }

    private static ObjectNode active(ObjectNode old, boolean active) {
        return old.deepCopy().put("active", active);
    }

    private static MemberDelta.Members people(UUID... ids) {
        return new MemberDelta.Members(Set.of(ids), Set.of());
    }

    private static MemberDelta nested(UUID... ids) {
        return MemberDelta.adding(new MemberDelta.Members(Set.of(), Set.of(ids)));
    }
}
