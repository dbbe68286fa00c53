package dev.muster.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryListing;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;

/** A directory as the API shows it; events have another form of it. */
final class DirectoryView {

    private DirectoryView() {}

    static ObjectNode of(DirectoryListing.Counted counted) {
        Directory directory = counted.directory();
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("object", "directory");
        json.put("id", IdType.DIRECTORY.print(directory.id()));
        json.put("organization_id", IdType.ORGANIZATION.print(directory.organizationId()));
        json.put("external_key", directory.externalKey());
        json.put("type", directory.type());
        json.put("state", state(directory.state()));
        json.put("name", directory.name());
        if (directory.domain() != null) {
            json.put("domain", directory.domain());
        }
        putCounts(json.putObject("metadata"), counted);
        json.put("label", directory.label());
        json.put("deprovisioning", directory.deprovisioning().column());
        json.put("paused", directory.state() == Directory.State.PAUSED);
        json.put("created_at", WireTime.print(directory.createdAt()));
        json.put("updated_at", WireTime.print(directory.updatedAt()));
        return json;
    }

    private static void putCounts(ObjectNode metadata, DirectoryListing.Counted counted) {
        metadata.putObject("users").put("active", counted.active()).put("inactive", counted.inactive());
        metadata.put("groups", counted.groups());
    }

    /** PHP's SDK throws at a state it does not know, so a paused directory is unlinked here; {@code paused} tells the rest. */
    private static String state(Directory.State state) {
        return switch (state) {
            case LINKED -> "linked";
            case UNLINKED, PAUSED -> "unlinked";
            case DELETING -> "deleting";
        };
    }
}
