package dev.muster.scim;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializable;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import dev.muster.directory.GroupMember;
import dev.muster.id.IdType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Set;

/**
 * The value of {@code members}, written one by one: a group of a hundred thousand never becomes a tree in memory.
 *
 * @param parts the sub-attributes to write
 */
record MemberArray(String base, MemberList members, Set<String> parts) implements JsonSerializable {

    @Override
    public void serialize(JsonGenerator json, SerializerProvider provider) throws IOException {
        json.writeStartArray();
        try {
            members.forEach(member -> write(json, member));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        json.writeEndArray();
    }

    @Override
    public void serializeWithType(JsonGenerator json, SerializerProvider provider, TypeSerializer type)
            throws IOException {
        serialize(json, provider);
    }

    private void write(JsonGenerator json, GroupMember member) {
        String id = (member.isGroup() ? IdType.DIRECTORY_GROUP : IdType.DIRECTORY_USER).print(member.id());
        try {
            json.writeStartObject();
            field(json, "value", id);
            field(json, "$ref", base + (member.isGroup() ? "/Groups/" : "/Users/") + id);
            field(json, "type", member.isGroup() ? "Group" : "User");
            field(json, "display", member.display());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void field(JsonGenerator json, String name, String value) throws IOException {
        if (parts.contains(name)) {
            json.writeStringField(name, value);
        }
    }
}
