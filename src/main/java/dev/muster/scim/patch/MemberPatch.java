package dev.muster.scim.patch;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.filter.PatchPath;
import dev.muster.scim.schema.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The operations on a group, split so that its members never have to be read.
 *
 * @param own operations on the group's own attributes, for {@link ResourcePatch}
 * @param changes changes of its members, in their order
 */
public record MemberPatch(List<PatchOp> own, List<MemberChange> changes) {

    public MemberPatch {
        own = List.copyOf(own);
        changes = List.copyOf(changes);
    }

    /**
     * @throws dev.muster.scim.error.ScimException invalidValue for members that cannot be read or a replacement without
     *     a list, invalidFilter for a filter that names no ids, mutability for a part of a member, invalidSyntax for
     *     members in the style of SCIM 1.1
     */
    public static MemberPatch split(List<PatchOp> ops) {
        var own = new ArrayList<PatchOp>();
        var changes = new ArrayList<MemberChange>();
        for (PatchOp op : ops) {
            Optional<PatchPath> path = op.path();
            if (path.isEmpty() && op.value() instanceof ObjectNode values) {
                splitFields(op, MemberFields.split(values), own, changes);
            } else if (path.isPresent() && isMembers(path.get())) {
                changes.addAll(MemberOp.at(path.get(), op));
            } else {
                own.add(op);
            }
        }
        return new MemberPatch(own, changes);
    }

    /** What all changes come to. */
    public MemberDelta delta() {
        return MemberDelta.of(changes);
    }

    private static void splitFields(PatchOp op, MemberFields fields, List<PatchOp> own, List<MemberChange> changes) {
        if (!fields.members().isMissingNode()) {
            changes.addAll(MemberOp.everywhere(op.pathless(fields.members())));
        }
        if (!fields.others().isEmpty()) {
            own.add(op.pathless(fields.others()));
        }
    }

    private static boolean isMembers(PatchPath path) {
        return MemberFields.isMembers(ResourceType.GROUP.resolve(path.attribute()));
    }
}
