package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.GroupMember;
import dev.muster.directory.ProvisionedGroup;
import dev.muster.directory.ProvisionedUser;
import dev.muster.id.IdType;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;

/** Resources as the provider sees them: what it sent, and what we know about it. */
final class Representation {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

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
    ObjectNode group(ProvisionedGroup group, List<GroupMember> members, Projection projection) {
        String id = IdType.DIRECTORY_GROUP.print(group.id());
        ObjectNode whole = start(ResourceType.GROUP, id, group.resource());
        if (members != null) {
            members(whole.putArray("members"), members);
        }
        meta(whole, ResourceType.GROUP, id, group.version(), group.createdAt(), group.updatedAt());
        return projected(whole, projection);
    }

    String location(ResourceType type, UUID id) {
        return base + type.endpoint() + "/" + idType(type).print(id);
    }

    private static IdType idType(ResourceType type) {
        return type == ResourceType.USER ? IdType.DIRECTORY_USER : IdType.DIRECTORY_GROUP;
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

    private void members(ArrayNode list, List<GroupMember> members) {
        for (var member : members) {
            ResourceType type = member.isGroup() ? ResourceType.GROUP : ResourceType.USER;
            list.addObject()
                    .put("value", idType(type).print(member.id()))
                    .put("$ref", location(type, member.id()))
                    .put("type", type.name())
                    .put("display", member.display());
        }
    }

    // Nothing is left out by default: what must not be returned is not even stored.
    private static ObjectNode projected(ObjectNode whole, Projection projection) {
        return projection.narrows() ? projection.apply(whole) : whole;
    }
}
