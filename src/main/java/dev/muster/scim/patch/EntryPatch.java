package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_PATH;
import static dev.muster.scim.error.ScimType.NO_TARGET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.filter.Condition;
import dev.muster.scim.filter.FilterBinder;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.filter.PatchPath;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.AttributeReader;
import dev.muster.scim.schema.Blank;
import dev.muster.scim.schema.Entries;
import dev.muster.scim.schema.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An operation on the entries of a list that satisfy a filter: {@code emails[type eq "work"].value}. */
final class EntryPatch {

    private final Attribute list;
    private final Condition condition;
    private final Optional<Attribute> sub;
    private final PatchPath path;
    private final PatchRules rules;

    private EntryPatch(Attribute list, PatchPath path, PatchRules rules) {
        this.list = list;
        this.condition = FilterBinder.bindEntries(path.filter().orElseThrow(), list);
        this.sub = path.sub().map(list::sub);
        this.path = path;
        this.rules = rules;
    }

    static EntryPatch of(Attribute list, PatchPath path, PatchRules rules) {
        if (list.declared() && !list.complex() && !list.multiValued()) {
            throw INVALID_PATH.because(list.name() + " has a single plain value; a filter in its path has no meaning.");
        }
        return new EntryPatch(list, path, rules);
    }

    void apply(ObjectNode resource, Target target, PatchOp op) {
        if (op.kind() == PatchOp.Kind.REMOVE) {
            Parents.existing(resource, target).forEach(this::remove);
        } else {
            Parents.created(resource, target).forEach(parent -> write(parent, op));
        }
    }

    private void remove(ObjectNode parent) {
        ArrayNode kept = JsonNodeFactory.instance.arrayNode();
        for (JsonNode entry : entries(parent)) {
            if (!matches(entry)) {
                kept.add(entry);
            } else if (sub.isPresent() && entry instanceof ObjectNode object) {
                object.remove(Parents.key(object, sub.get()));
                kept.add(object);
            }
        }
        store(parent, kept);
    }

    private void write(ObjectNode parent, PatchOp op) {
        ArrayNode entries = JsonNodeFactory.instance.arrayNode();
        var written = new ArrayList<JsonNode>();
        for (JsonNode entry : entries(parent)) {
            if (matches(entry)) {
                written.add(rewritten(entry, op));
                entries.add(written.getLast());
            } else {
                entries.add(entry);
            }
        }
        if (written.isEmpty()) {
            written.add(created(op));
            entries.addAll(written);
        }
        rank(written, entries);
        store(parent, entries);
    }

    private static void rank(List<JsonNode> written, ArrayNode entries) {
        if (written.stream().anyMatch(Entries::isPrimary)) {
            Entries.demoteAllBut(written, entries);
        }
    }

    /** {@code add} completes an entry; {@code replace} takes its place, but keeps what the filter says about it. */
    private JsonNode rewritten(JsonNode entry, PatchOp op) {
        if (!(entry instanceof ObjectNode object)) {
            return AttributeReader.readOne(list, op.value());
        }
        if (sub.isPresent()) {
            ValueWriter.write(object, sub.get(), op.kind(), op.value());
            return object;
        }
        boolean whole = op.kind() == PatchOp.Kind.REPLACE;
        ObjectNode result = whole ? Wanted.entry(condition) : object;
        JsonNode parts = AttributeReader.asObject(list, op.value());
        if (whole && Blank.is(parts)) {
            return JsonNodeFactory.instance.objectNode();
        }
        ValueWriter.writeParts(result, list, op.kind(), parts);
        return result;
    }

    private JsonNode created(PatchOp op) {
        boolean allowed = op.kind() == PatchOp.Kind.ADD || rules.replaceCreatesEntry();
        ObjectNode entry = Wanted.entry(condition);
        if (!allowed || list.declared() && !list.complex()) {
            throw noTarget();
        }
        if (sub.isPresent()) {
            ValueWriter.write(entry, sub.get(), PatchOp.Kind.ADD, op.value());
        } else {
            ValueWriter.writeParts(entry, list, PatchOp.Kind.ADD, AttributeReader.asObject(list, op.value()));
        }
        boolean pointless = Entries.onlyLabels(entry) && !Blank.is(op.value());
        if (pointless || !matches(entry)) {
            throw noTarget();
        }
        return entry;
    }

    private boolean matches(JsonNode entry) {
        return FilterEvaluator.matches(condition, entry);
    }

    private ScimException noTarget() {
        return NO_TARGET.because(path.text() + " matches no entry, and none can be created for it.");
    }

    /** The entries of the list; a single complex value counts as a list of one. */
    private List<JsonNode> entries(ObjectNode parent) {
        JsonNode value = parent.path(Parents.key(parent, list));
        if (value.isArray()) {
            return value.valueStream().toList();
        }
        return value.isMissingNode() ? List.of() : List.of(value);
    }

    private void store(ObjectNode parent, ArrayNode entries) {
        String key = Parents.key(parent, list);
        if (list.multiValued()) {
            parent.set(key, Entries.tidy(list, entries));
        } else if (entries.isEmpty()) {
            parent.remove(key);
        } else {
            parent.set(key, entries.size() == 1 ? entries.get(0) : entries);
        }
    }
}
