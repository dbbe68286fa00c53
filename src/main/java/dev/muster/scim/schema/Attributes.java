package dev.muster.scim.schema;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Attributes in the order of their schema, found by name in any case. Immutable. */
public final class Attributes implements Iterable<Attribute> {

    public static final Attributes NONE = new Attributes(List.of(), Map.of());

    private final List<Attribute> inOrder;
    private final Map<String, Attribute> byName;
    private final boolean requireAny;

    private Attributes(List<Attribute> inOrder, Map<String, Attribute> byName) {
        this.inOrder = List.copyOf(inOrder);
        this.byName = byName;
        this.requireAny = inOrder.stream().anyMatch(Attribute::required);
    }

    public static Attributes of(AttributeDraft... drafts) {
        return of(Arrays.stream(drafts).map(AttributeDraft::build).toList());
    }

    /** Of two attributes with the same name the later one counts. */
    public static Attributes of(List<Attribute> attributes) {
        var byName = new HashMap<String, Attribute>();
        attributes.forEach(attribute -> index(byName, attribute.name(), attribute));
        return new Attributes(attributes, byName);
    }

    /** These attributes, one of which is also understood under another name. */
    public Attributes alias(String alias, String name) {
        var extended = new HashMap<>(byName);
        index(extended, alias, find(name).orElseThrow());
        return new Attributes(inOrder, extended);
    }

    public Attributes and(List<Attribute> more) {
        var all = new ArrayList<>(inOrder);
        all.addAll(more);
        return of(all);
    }

    /** The attribute of that name, in any case. */
    public Optional<Attribute> find(String name) {
        Attribute exact = byName.get(name);
        return Optional.ofNullable(exact != null ? exact : byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Whether one of them must have a value. */
    boolean requireAny() {
        return requireAny;
    }

    public boolean isEmpty() {
        return inOrder.isEmpty();
    }

    public Stream<Attribute> stream() {
        return inOrder.stream();
    }

    @Override
    public Iterator<Attribute> iterator() {
        return inOrder.iterator();
    }

    // Twice, so that the usual spelling is found without making a lower-case copy first.
    private static void index(Map<String, Attribute> byName, String name, Attribute attribute) {
        byName.put(name, attribute);
        byName.put(name.toLowerCase(Locale.ROOT), attribute);
    }
}
