package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;
import static dev.muster.scim.error.ScimType.MUTABILITY;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.scim.filter.PatchPath;
import dev.muster.scim.schema.Blank;
import java.util.List;

/** What one operation on {@code members} means; nothing for an empty list of members. */
final class MemberOp {

    private MemberOp() {}

    static List<MemberChange> at(PatchPath path, PatchOp op) {
        refuseParts(path, op);
        return path.filter().map(filter -> picked(MemberFilter.ids(filter), op)).orElseGet(() -> everywhere(op));
    }

    /** An operation on {@code members} as a whole. */
    static List<MemberChange> everywhere(PatchOp op) {
        JsonNode value = op.value();
        boolean none = value.isNull() || value.isMissingNode();
        return switch (op.kind()) {
            case ADD -> value.isNull() ? List.of() : addition(MemberReader.list(value));
            case REPLACE -> List.of(new MemberChange.ReplaceAll(MemberReader.strictList(value)));
            case REMOVE -> none ? List.of(new MemberChange.RemoveAll()) : removal(ids(MemberReader.list(value)));
        };
    }

    /** An operation on {@code members[value eq "…"]}. OneLogin's {@code add} there has no value and means the id. */
    private static List<MemberChange> picked(List<String> ids, PatchOp op) {
        boolean valued = !Blank.is(op.value());
        return switch (op.kind()) {
            case ADD -> addition(valued ? MemberReader.list(op.value()) : members(ids));
            case REPLACE -> exchange(ids, op.value());
            case REMOVE -> removal(ids);
        };
    }

    private static List<MemberChange> exchange(List<String> ids, JsonNode value) {
        if (Blank.is(value)) {
            throw INVALID_VALUE.because("Replacing a member needs the new member as \"value\".");
        }
        return List.of(new MemberChange.Remove(ids), new MemberChange.Add(MemberReader.list(value)));
    }

    private static List<MemberChange> addition(List<Member> members) {
        return members.isEmpty() ? List.of() : List.of(new MemberChange.Add(members));
    }

    private static List<MemberChange> removal(List<String> ids) {
        return ids.isEmpty() ? List.of() : List.of(new MemberChange.Remove(ids));
    }

    private static List<Member> members(List<String> ids) {
        return ids.stream().map(id -> new Member(id, Member.Type.UNKNOWN)).toList();
    }

    private static List<String> ids(List<Member> members) {
        return members.stream().map(Member::id).toList();
    }

    /** The parts of a member are immutable; {@code members.value} with ids is taken for {@code members}. */
    private static void refuseParts(PatchPath path, PatchOp op) {
        boolean bareIds =
                path.attribute().subAttribute().map("value"::equalsIgnoreCase).orElse(true);
        boolean valueMissing = path.attribute().subAttribute().isPresent() && Blank.is(op.value());
        if (!bareIds || valueMissing || path.sub().isPresent()) {
            throw MUTABILITY.because("The parts of a member cannot be changed; add or remove members as a whole.");
        }
    }
}
