package dev.muster.scim.patch;

import static dev.muster.scim.error.ScimType.INVALID_PATH;
import static dev.muster.scim.error.ScimType.INVALID_VALUE;
import static dev.muster.scim.error.ScimType.MUTABILITY;
import static dev.muster.scim.error.ScimType.NO_TARGET;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.filter.PatchPath;
import dev.muster.scim.filter.PathParser;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.BodyKeys;
import dev.muster.scim.schema.FormattedName;
import dev.muster.scim.schema.Immutables;
import dev.muster.scim.schema.Misfits;
import dev.muster.scim.schema.Required;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.Returned;
import dev.muster.scim.schema.StaleDetails;
import dev.muster.scim.schema.Target;
import java.util.List;
import java.util.Optional;

/**
 * Applies operations to the attributes of one resource: all of them or none, later ones seeing what earlier ones did.
 *
 * <p>Where the RFC leaves room: {@code add} on a single value replaces it; an object for a complex attribute is merged
 * into the present one; a value of null, blank or {@code {}} with {@code replace} removes; {@code remove} of what is
 * not there succeeds; {@code remove} of a list with a value removes what equals it. Read-only attributes are ignored
 * inside a value and {@code mutability} as a path; {@code schemas} and {@code password} are always ignored.
 */
public final class ResourcePatch {

    /** Operations on one resource; those on members are not among them. */
    private static final int MOST = 1_000;

    private final ResourceType type;
    private final ObjectNode draft;
    private final PatchRules rules;

    private ResourcePatch(ResourceType type, ObjectNode draft, PatchRules rules) {
        this.type = type;
        this.draft = draft;
        this.rules = rules;
    }

    /**
     * @param resource normalized, as {@link ResourceReader} returns it; not changed
     * @return the changed resource, normalized
     * @throws ScimException invalidPath, invalidFilter, invalidValue, noTarget or mutability, naming the attribute
     */
    public static ObjectNode apply(ResourceType type, ObjectNode resource, List<PatchOp> ops, PatchRules rules) {
        if (ops.size() > MOST) {
            throw INVALID_VALUE.because("More than " + MOST + " operations on one resource; send them in parts.");
        }
        var patch = new ResourcePatch(type, resource.deepCopy(), rules);
        ops.forEach(patch::apply);
        return patch.result(resource);
    }

    private ObjectNode result(ObjectNode before) {
        Misfits misfits = Misfits.take(type, before, draft);
        ObjectNode after = ResourceReader.normalize(type, draft);
        misfits.putBack(after);
        FormattedName.follow(before, after);
        StaleDetails.drop(type, before, after);
        Immutables.check(type, before, after);
        Required.check(type, before, after);
        return after;
    }

    private void apply(PatchOp op) {
        boolean whole = op.path().map(path -> type.core().named(path.text())).orElse(true);
        if (whole) {
            applyToAll(op);
        } else {
            applyAt(op.path().get(), op);
        }
    }

    /** Without a path, or with the core schema's URN as the path. */
    private void applyToAll(PatchOp op) {
        if (op.kind() == PatchOp.Kind.REMOVE) {
            throw NO_TARGET.because("A resource cannot be removed by PATCH; use DELETE.");
        }
        applyFields(op, object(op.value()));
    }

    private void applyAt(PatchPath path, PatchOp op) {
        Target target = type.resolve(path.attribute());
        if (readOnly(target) && !target.attribute().name().equals("schemas")) {
            throw MUTABILITY.because(path.text() + " is read-only.");
        }
        change(target, path, op);
    }

    /** Each key of a value without a path is a path of its own: plain, dotted, qualified, even with a filter. */
    private void applyFields(PatchOp op, ObjectNode values) {
        values.properties().forEach(field -> {
            if (type.core().named(field.getKey())) {
                applyFields(op, object(field.getValue()));
            } else {
                applyField(op.pathless(field.getValue()), field.getKey());
            }
        });
    }

    private void applyField(PatchOp op, String key) {
        Optional<Target> target = BodyKeys.resolve(type, key, op.value());
        if (target.isPresent()) {
            change(target.get(), op);
        } else {
            PatchPath path = PathParser.parse(key);
            change(type.resolve(path.attribute()), path, op);
        }
    }

    private void change(Target target, PatchPath path, PatchOp op) {
        if (path.filter().isEmpty()) {
            change(target, op);
        } else if (writable(target)) {
            needsValue(op, path);
            EntryPatch.of(target.leaf(), path, rules).apply(draft, target, op);
        }
    }

    private void change(Target target, PatchOp op) {
        if (!writable(target)) {
            return;
        }
        Attribute leaf = target.leaf();
        switch (op.kind()) {
            case REMOVE -> Parents.existing(draft, target).forEach(parent -> Removal.from(parent, leaf, op.value()));
            case ADD, REPLACE ->
                Parents.created(draft, target)
                        .forEach(parent -> ValueWriter.write(parent, leaf, op.kind(), op.value()));
        }
    }

    private static boolean writable(Target target) {
        if (readOnly(target) || target.leaf().returned() == Returned.NEVER) {
            return false;
        }
        check(target);
        return true;
    }

    private static boolean readOnly(Target target) {
        return target.attribute().readOnly() || target.leaf().readOnly();
    }

    private static void check(Target target) {
        Attribute attribute = target.attribute();
        boolean partOfPlainValue = target.sub().isPresent() && attribute.declared() && !attribute.complex();
        if (partOfPlainValue || attribute.relation()) {
            throw INVALID_PATH.because(target.text() + " does not lead to anything that can be changed.");
        }
    }

    private static void needsValue(PatchOp op, PatchPath path) {
        if (op.kind() != PatchOp.Kind.REMOVE && op.value().isMissingNode()) {
            throw INVALID_VALUE.because("\"value\" is missing in the operation on " + path.text() + ".");
        }
    }

    private static ObjectNode object(JsonNode value) {
        if (value instanceof ObjectNode object) {
            return object;
        }
        throw INVALID_VALUE.because("An operation without a \"path\" needs an object of attributes as its \"value\".");
    }
}
