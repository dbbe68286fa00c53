package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.GroupProvisioning;
import dev.muster.directory.MemberDelta;
import dev.muster.directory.Outcome;
import dev.muster.directory.ProvisionedGroup;
import dev.muster.directory.ProvisionedGroups;
import dev.muster.id.IdType;
import dev.muster.scim.patch.GroupMembers;
import dev.muster.scim.patch.Member;
import dev.muster.scim.patch.MemberPatch;
import dev.muster.scim.patch.PatchParser;
import dev.muster.scim.patch.ResourcePatch;
import dev.muster.scim.schema.Immutables;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** {@code /Groups} and {@code /Groups/{id}}. Changes never read a group's members. */
@ApplicationScoped
class ScimGroups {

    private final Transactions transactions;
    private final GroupProvisioning provisioning;
    private final ProvisionedGroups groups;
    private final Pages pages;
    private final GroupSet set;
    private final MemberLists members;

    ScimGroups(
            Transactions transactions,
            GroupProvisioning provisioning,
            ProvisionedGroups groups,
            Pages pages,
            GroupSet set,
            MemberLists members) {
        this.transactions = transactions;
        this.provisioning = provisioning;
        this.groups = groups;
        this.pages = pages;
        this.set = set;
        this.members = members;
    }

    Answer list(Call call) {
        return pages.answer(call.caller(), Query.of(type(call), call.query()), set);
    }

    Answer search(Call call) {
        return pages.answer(call.caller(), Query.of(type(call), call.body()), set);
    }

    Answer get(Call call) {
        UUID id = id(call);
        DirectoryAccess directory = call.caller().directory();
        ProvisionedGroup group = transactions
                .read(() -> groups.find(directory, id))
                .orElseThrow(() -> Outcomes.notFound(ResourceType.GROUP));
        return call.preconditions().unlessKnown(group.version(), () -> answer(call, 200, group));
    }

    Answer create(Call call) {
        ObjectNode resource = ResourceReader.read(type(call), call.body());
        List<Member> sent = GroupMembers.of(call.body()).orElse(List.of());
        Outcome.Done<DirectoryGroup> done = Outcomes.done(
                ResourceType.GROUP, provisioning.create(call.caller().directory(), resource, MemberIds.of(sent)));
        return answer(call, 201, ProvisionedGroup.of(done.resource()));
    }

    Answer replace(Call call) {
        ObjectNode resource = ResourceReader.read(type(call), call.body());
        Optional<List<Member>> sent = GroupMembers.of(call.body());
        MemberDelta delta = sent.map(MemberIds::of).map(MemberDelta::exactly).orElse(MemberDelta.NONE);
        return answer(call, 200, change(call, old -> replaced(type(call), old, resource), delta));
    }

    Answer patch(Call call) {
        MemberPatch patch = MemberPatch.split(PatchParser.parse(call.body()));
        UnaryOperator<ObjectNode> own = old -> patch.own().isEmpty()
                ? old
                : ResourcePatch.apply(
                        type(call), old, patch.own(), call.caller().patchRules());
        ProvisionedGroup group = change(call, own, MemberIds.of(patch.delta()));
        return call.projection(type(call)).narrows()
                ? answer(call, 200, group)
                : Answer.noContent().with("ETag", Preconditions.tag(group.version()));
    }

    Answer delete(Call call) {
        Outcomes.done(
                ResourceType.GROUP, provisioning.delete(call.caller().directory(), id(call), call.preconditions()));
        return Answer.noContent();
    }

    private ProvisionedGroup change(Call call, UnaryOperator<ObjectNode> change, MemberDelta delta) {
        Outcome<DirectoryGroup> outcome =
                provisioning.change(call.caller().directory(), id(call), call.preconditions(), change, delta);
        return ProvisionedGroup.of(Outcomes.done(ResourceType.GROUP, outcome).resource());
    }

    private static ObjectNode replaced(ResourceType type, ObjectNode old, ObjectNode sent) {
        ObjectNode resource = sent.deepCopy();
        Immutables.keep(type, old, resource);
        Immutables.check(type, old, resource);
        return resource;
    }

    private Answer answer(Call call, int status, ProvisionedGroup group) {
        Projection projection = call.projection(type(call));
        MemberList listed = members.wanted(call.caller().directory(), List.of(group.id()), projection)
                .apply(group.id());
        var representation = new Representation(call.caller().base());
        return Answer.of(status, representation.group(group, listed, projection))
                .with("Location", representation.location(ResourceType.GROUP, group.id()))
                .with("ETag", Preconditions.tag(group.version()));
    }

    private static UUID id(Call call) {
        return IdType.DIRECTORY_GROUP.parse(call.id()).orElseThrow(() -> Outcomes.notFound(ResourceType.GROUP));
    }

    private static ResourceType type(Call call) {
        return call.caller().types().group();
    }
}
