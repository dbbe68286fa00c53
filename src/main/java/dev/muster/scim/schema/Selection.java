package dev.muster.scim.schema;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A set of attributes and sub-attributes, as a tree of canonical names; a leaf means the attribute as a whole. */
final class Selection {

    static final Selection NONE = new Selection();

    private final Map<String, Selection> chosen = new HashMap<>();

    private Selection() {}

    static Selection of(ResourceType type, List<String> names) {
        var selection = new Selection();
        names.forEach(name -> selection.add(type, name));
        return selection;
    }

    boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** Whether the attribute is chosen, at least in part. */
    boolean touches(String name) {
        return chosen.containsKey(name);
    }

    /** Whether the attribute is chosen as a whole. */
    boolean has(String name) {
        return touches(name) && chosen.get(name).isEmpty();
    }

    /** What is chosen inside the attribute; empty if that is nothing in particular. */
    Optional<Selection> parts(String name) {
        return Optional.ofNullable(chosen.get(name)).filter(parts -> !parts.isEmpty());
    }

    private void add(ResourceType type, String name) {
        if (type.core().named(name)) {
            type.core().attributes().forEach(attribute -> add(List.of(attribute.name())));
        } else {
            AttributePath.parse(name).map(type::resolve).map(Target::keys).ifPresent(this::add);
        }
    }

    private void add(List<String> keys) {
        String key = keys.getFirst();
        boolean last = keys.size() == 1;
        if (last || has(key)) {
            chosen.put(key, new Selection());
        } else {
            chosen.computeIfAbsent(key, k -> new Selection()).add(keys.subList(1, keys.size()));
        }
    }
}
