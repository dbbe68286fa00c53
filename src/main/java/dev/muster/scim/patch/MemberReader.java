package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_VALUE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.schema.AnyCase;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Blank;
import dev.muster.scim.schema.JsonText;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Scim11;
import dev.muster.scim.schema.Texts;
import java.util.List;
import java.util.Locale;

/**
 * Reads lists of members: objects with {@code value}, bare ids, one of these alone, {@code {"members": […]}} around
 * them, or all that as JSON text. A member that cannot be read is an error, never left out: an emptied list could
 * otherwise pass for the wish to empty the group.
 */
final class MemberReader {

    static final Attribute MEMBERS =
            ResourceType.GROUP.attributes().find("members").orElseThrow();

    private MemberReader() {}

    static List<Member> list(JsonNode value) {
        JsonNode members = unwrapped(value);
        return members.isArray()
                ? members.valueStream().map(MemberReader::member).toList()
                : List.of(member(members));
    }

    /** The same, but nothing else than a list will do: this decides who stays in the group. */
    static List<Member> strictList(JsonNode value) {
        JsonNode members = unwrapped(value);
        if (!members.isArray()) {
            throw INVALID_VALUE.because(
                    "Replacing members needs the list of all members as \"value\"; send [] to" + " empty the group.");
        }
        return list(members);
    }

    private static JsonNode unwrapped(JsonNode value) {
        JsonNode members = JsonText.parsed(MEMBERS, value);
        boolean wrapped = members instanceof ObjectNode object
                && AnyCase.get(object, "value").isMissingNode()
                && !AnyCase.get(object, "members").isMissingNode();
        return wrapped ? unwrapped(AnyCase.get((ObjectNode) members, "members")) : members;
    }

    private static Member member(JsonNode sent) {
        JsonNode node = JsonText.parsed(MEMBERS, sent);
        if (!(node instanceof ObjectNode member)) {
            return new Member(id(node), Member.Type.UNKNOWN);
        }
        if (!AnyCase.get(member, "operation").isMissingNode()) {
            throw Scim11.refusal();
        }
        return new Member(id(AnyCase.get(member, "value")), type(AnyCase.get(member, "type")));
    }

    private static String id(JsonNode value) {
        boolean readable = value.isTextual() || value.isNumber();
        if (!readable || Blank.is(value) || !Texts.storable(value.asText())) {
            throw unreadable();
        }
        return value.asText();
    }

    private static Member.Type type(JsonNode type) {
        return switch (type.asText("").toLowerCase(Locale.ROOT)) {
            case "user" -> Member.Type.USER;
            case "group" -> Member.Type.GROUP;
            default -> Member.Type.UNKNOWN;
        };
    }

    private static ScimException unreadable() {
        return INVALID_VALUE.because("Each of the members must be an object with the member's id as \"value\".");
    }
}
