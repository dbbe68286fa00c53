package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.ProvisionedGroup;
import dev.muster.directory.ProvisionedUser;
import dev.muster.id.IdType;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Resources as the provider sees them: what it sent, and what we know about it. */
final class Representation {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private static final Set<String> PARTS_OF_MEMBER = Set.of("value", "$ref", "type", "display");

    private final String base;

    /** @param base the directory's SCIM base URL, without a slash at its end */
    Representation(String base) {
        this.base = base;
    }

    ObjectNode user(ProvisionedUser user, Projection projection) {
        String id = IdType.DIRECTORY_USER.print(user.id());
        ObjectNode whole = start(ResourceType.USER, id, user.resource());
        if (projection.wants("groups")) {
            groups(whole.putArray("groups"), user.groups());
        }
        meta(whole, ResourceType.USER, id, user.version(), user.createdAt(), user.updatedAt());
        return projected(whole, projection);
    }

    /** @param members null when the projection does not want any */
    ObjectNode group(ProvisionedGroup group, MemberList members, Projection projection) {
        String id = IdType.DIRECTORY_GROUP.print(group.id());
        ObjectNode whole = start(ResourceType.GROUP, id, group.resource());
        meta(whole, ResourceType.GROUP, id, group.version(), group.createdAt(), group.updatedAt());
        ObjectNode shown = projected(whole, projection);
        if (members != null) {
            shown.putPOJO("members", new MemberArray(base, members, wantedParts(projection)));
        }
        return shown;
    }

    /** What of a member is asked for, found out with an example. */
    private static Set<String> wantedParts(Projection projection) {
        if (!projection.narrows()) {
            return PARTS_OF_MEMBER;
        }
        ObjectNode example = JsonNodeFactory.instance.objectNode();
        ObjectNode member = example.putArray("members").addObject();
        PARTS_OF_MEMBER.forEach(part -> member.put(part, part));
        return projection
                .apply(example)
                .path("members")
                .path(0)
                .propertyStream()
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }

    String location(ResourceType type, UUID id) {
        return base + type.endpoint() + "/" + idType(type).print(id);
    }

    private static IdType idType(ResourceType type) {
        return type.is(ResourceType.USER) ? IdType.DIRECTORY_USER : IdType.DIRECTORY_GROUP;
    }

    private static ObjectNode start(ResourceType type, String id, ObjectNode resource) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ArrayNode schemas = whole.putArray("schemas").add(type.core().urn());
        resource.fieldNames().forEachRemaining(name -> {
            if (name.indexOf(':') > 0) {
                schemas.add(name);
            }
        });
        whole.put("id", id);
        whole.setAll(resource);
        return whole;
    }

    private void meta(ObjectNode whole, ResourceType type, String id, long version, Instant created, Instant modified) {
        whole.putObject("meta")
                .put("resourceType", type.name())
                .put("created", TIME.format(created))
                .put("lastModified", TIME.format(modified))
                .put("location", base + type.endpoint() + "/" + id)
                .put("version", Preconditions.tag(version));
    }

    private void groups(ArrayNode list, List<ProvisionedUser.GroupName> groups) {
        for (var group : groups) {
            list.addObject()
                    .put("value", IdType.DIRECTORY_GROUP.print(group.id()))
                    .put("$ref", location(ResourceType.GROUP, group.id()))
                    .put("display", group.displayName())
                    .put("type", "direct");
        }
    }

    // What must not be returned is not even stored.
    private static ObjectNode projected(ObjectNode whole, Projection projection) {
        return projection.leavesOut() ? projection.apply(whole) : whole;
    }
}
