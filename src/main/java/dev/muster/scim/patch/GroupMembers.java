package dev.muster.scim.patch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.schema.Blank;
import java.util.List;
import java.util.Optional;

/** The members in the body of a POST or PUT of a group. */
public final class GroupMembers {

    private GroupMembers() {}

    /**
     * Empty if the body says nothing about members (no such key, null, blank or {@code {}}), which leaves them alone;
     * an empty list if it says that there are none.
     *
     * @throws dev.muster.scim.error.ScimException invalidValue for members that cannot be read, invalidSyntax for
     *     members in the style of SCIM 1.1
     */
    public static Optional<List<Member>> of(ObjectNode body) {
        JsonNode members = MemberFields.split(body).members();
        boolean silent = Blank.is(members) && !members.isArray();
        return silent ? Optional.empty() : Optional.of(MemberReader.list(members));
    }
}
