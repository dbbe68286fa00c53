package dev.muster.scim.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A kind of resource: its endpoint, core schema and extensions (RFC 7643 section 6). Immutable. */
public final class ResourceType {

    public static final ResourceType USER = new ResourceType(
            "User", "/Users", "User account", UserSchema.USER, List.of(EnterpriseUserSchema.ENTERPRISE_USER));

    public static final ResourceType GROUP =
            new ResourceType("Group", "/Groups", "Group", GroupSchema.GROUP, List.of());

    private final String name;
    private final String endpoint;
    private final String description;
    private final Schema core;
    private final List<Schema> extensions;
    private final Attributes attributes;
    private final boolean onRequest;

    private ResourceType(String name, String endpoint, String description, Schema core, List<Schema> extensions) {
        this.name = name;
        this.endpoint = endpoint;
        this.description = description;
        this.core = core;
        this.extensions = List.copyOf(extensions);
        this.attributes = CommonAttributes.ALL
                .and(core.attributes().stream().toList())
                .and(extensions.stream().map(Schema::container).toList());
        this.onRequest = extensions.stream().anyMatch(extension -> onRequest(extension.attributes()));
    }

    private static boolean onRequest(Attributes attributes) {
        return attributes.stream()
                .anyMatch(
                        attribute -> attribute.returned() == Returned.REQUEST || onRequest(attribute.subAttributes()));
    }

    /** This type with one more extension; one with the same URN is replaced. */
    public ResourceType with(Schema extension) {
        var more = new ArrayList<>(extensions);
        more.removeIf(existing -> existing.named(extension.urn()));
        more.add(extension);
        return new ResourceType(name, endpoint, description, core, more);
    }

    /** Whether both are the same kind of resource, whatever their extensions. */
    public boolean is(ResourceType other) {
        return core.equals(other.core);
    }

    /** Whether some attributes are part of an answer only when they are asked for. */
    boolean hasAttributesOnRequest() {
        return onRequest;
    }

    public String name() {
        return name;
    }

    /** The path below the base URL, e.g. {@code /Users}. */
    public String endpoint() {
        return endpoint;
    }

    public String description() {
        return description;
    }

    public Schema core() {
        return core;
    }

    public List<Schema> extensions() {
        return extensions;
    }

    /** The extensions this directory declared for itself. */
    List<Schema> declaredExtensions() {
        return extensions.stream()
                .filter(extension -> extension != EnterpriseUserSchema.ENTERPRISE_USER)
                .toList();
    }

    /** Core schema first, then the extensions. */
    public Stream<Schema> schemas() {
        return Stream.concat(Stream.of(core), extensions.stream());
    }

    /** The URNs for {@code schemas}: the core schema and each extension the resource has values in. */
    public List<String> schemasOf(ObjectNode resource) {
        return Stream.concat(
                        Stream.of(core.urn()),
                        resource.propertyStream().map(Map.Entry::getKey).filter(key -> key.indexOf(':') > 0))
                .toList();
    }

    /** Everything that may stand at the top of a resource: common and core attributes, extensions by URN. */
    public Attributes attributes() {
        return attributes;
    }

    /**
     * Where a name leads, in any case: {@code name}, {@code name.sub}, an extension's URN, or either behind a URN
     * (the core one is optional). Names no schema has lead to undeclared attributes.
     */
    public Target resolve(AttributePath path) {
        Optional<Attribute> whole = attributes.find(path.text());
        if (whole.isPresent()) {
            return Target.of(whole.get());
        }
        return path.schema().map(urn -> qualified(urn, path)).orElseGet(() -> inside(attributes, path));
    }

    /**
     * As {@link #resolve}, and a name that only an extension has needs no URN: Entra ID looks for {@code manager eq "…"}.
     * Not for writing, where a name without URN means an attribute of nobody's schema.
     */
    public Target resolveSearched(AttributePath path) {
        Target target = resolve(path);
        return target.declared() || path.schema().isPresent()
                ? target
                : inExtension(path).orElse(target);
    }

    private Optional<Target> inExtension(AttributePath path) {
        return extensions.stream()
                .map(Schema::container)
                .map(container -> inside(container.subAttributes(), path).within(container))
                .filter(Target::declared)
                .findFirst();
    }

    private Target qualified(String urn, AttributePath path) {
        if (core.named(urn)) {
            return inside(attributes, path);
        }
        Optional<Attribute> extension = attributes.find(urn);
        if (extension.isEmpty() && path.attribute().equalsIgnoreCase(name)) {
            // "urn:acme:hr:2.0:User" is an unknown extension as a whole, not the attribute "User" of something.
            return Target.of(Attribute.undeclared(path.text()));
        }
        Attribute container = extension.orElseGet(() -> Attribute.undeclared(urn));
        return inside(container.subAttributes(), path).within(container);
    }

    private static Target inside(Attributes known, AttributePath path) {
        Attribute attribute = known.find(path.attribute()).orElseGet(() -> Attribute.undeclared(path.attribute()));
        return new Target(Optional.empty(), attribute, path.subAttribute().map(attribute::sub));
    }

    @Override
    public String toString() {
        return name;
    }
}
