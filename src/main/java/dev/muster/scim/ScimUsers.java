package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.Outcome;
import dev.muster.directory.ProvisionedUser;
import dev.muster.directory.ProvisionedUser.GroupName;
import dev.muster.directory.ProvisionedUsers;
import dev.muster.directory.UserProvisioning;
import dev.muster.id.IdType;
import dev.muster.scim.patch.PatchOp;
import dev.muster.scim.patch.PatchParser;
import dev.muster.scim.patch.ResourcePatch;
import dev.muster.scim.schema.Immutables;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** {@code /Users} and {@code /Users/{id}}. */
@ApplicationScoped
class ScimUsers {

    private final Transactions transactions;
    private final UserProvisioning provisioning;
    private final ProvisionedUsers users;
    private final Pages pages;
    private final UserSet set;

    ScimUsers(
            Transactions transactions,
            UserProvisioning provisioning,
            ProvisionedUsers users,
            Pages pages,
            UserSet set) {
        this.transactions = transactions;
        this.provisioning = provisioning;
        this.users = users;
        this.pages = pages;
        this.set = set;
    }

    Answer list(Call call) {
        return pages.answer(call.caller(), Query.of(type(call), call.query()), set);
    }

    Answer search(Call call) {
        return pages.answer(call.caller(), Query.of(type(call), call.body()), set);
    }

    Answer get(Call call) {
        Projection projection = projection(call);
        UUID id = id(call);
        ProvisionedUser user = transactions
                .read(() -> users.find(call.caller().directory(), id, projection.wants("groups")))
                .orElseThrow(() -> Outcomes.notFound(ResourceType.USER));
        return call.preconditions().unlessKnown(user.version(), () -> answer(call, 200, user, projection));
    }

    Answer create(Call call) {
        ObjectNode resource = ResourceReader.read(type(call), call.body());
        Outcome.Done<DirectoryUser> done = Outcomes.done(
                ResourceType.USER, provisioning.create(call.caller().directory(), resource));
        return answer(call, 201, ProvisionedUser.of(done.resource(), List.of()), projection(call));
    }

    Answer replace(Call call) {
        ObjectNode resource = ResourceReader.read(type(call), call.body());
        return change(call, 200, old -> replaced(type(call), old, resource));
    }

    Answer patch(Call call) {
        List<PatchOp> operations = PatchParser.parse(call.body());
        boolean answers =
                call.caller().provider().patchAnswersUser() || projection(call).narrows();
        return change(
                call,
                answers ? 200 : 204,
                old -> ResourcePatch.apply(
                        type(call), old, operations, call.caller().patchRules()));
    }

    Answer delete(Call call) {
        Outcomes.done(
                ResourceType.USER, provisioning.delete(call.caller().directory(), id(call), call.preconditions()));
        return Answer.noContent();
    }

    private Answer change(Call call, int status, UnaryOperator<ObjectNode> change) {
        Projection projection = projection(call);
        UUID id = id(call);
        var edit = new Edit(call, id, change, status == 200 && projection.wants("groups"));
        Outcome.Done<DirectoryUser> done = Outcomes.done(
                ResourceType.USER, provisioning.change(call.caller().directory(), id, call.preconditions(), edit));
        ProvisionedUser user = ProvisionedUser.of(done.resource(), edit.groups);
        return status == 204
                ? Answer.noContent().with("ETag", Preconditions.tag(user.version()))
                : answer(call, status, user, projection);
    }

    /** Reads the groups for the answer in the transaction of the change, which knows no groups. */
    private final class Edit implements UnaryOperator<ObjectNode> {

        private final Call call;
        private final UUID id;
        private final UnaryOperator<ObjectNode> change;
        private final boolean wantsGroups;
        private List<GroupName> groups = List.of();

        Edit(Call call, UUID id, UnaryOperator<ObjectNode> change, boolean wantsGroups) {
            this.call = call;
            this.id = id;
            this.change = change;
            this.wantsGroups = wantsGroups;
        }

        @Override
        public ObjectNode apply(ObjectNode old) {
            if (wantsGroups) {
                groups = users.groupsOf(call.caller().directory(), id);
            }
            return change.apply(old);
        }
    }

    /** An absent {@code active} says nothing about it: a template without it must neither reactivate nor lock out anybody. */
    private static ObjectNode replaced(ResourceType type, ObjectNode old, ObjectNode sent) {
        ObjectNode resource = sent.deepCopy();
        if (!resource.has("active") && old.has("active")) {
            resource.set("active", old.get("active"));
        }
        Immutables.keep(type, old, resource);
        Immutables.check(type, old, resource);
        return resource;
    }

    private static Answer answer(Call call, int status, ProvisionedUser user, Projection projection) {
        var representation = new Representation(call.caller().base());
        return Answer.of(status, representation.user(user, projection))
                .with("Location", representation.location(ResourceType.USER, user.id()))
                .with("ETag", Preconditions.tag(user.version()));
    }

    private static Projection projection(Call call) {
        return call.projection(type(call));
    }

    private static UUID id(Call call) {
        return IdType.DIRECTORY_USER.parse(call.id()).orElseThrow(() -> Outcomes.notFound(ResourceType.USER));
    }

    private static ResourceType type(Call call) {
        return call.caller().types().user();
    }
}
