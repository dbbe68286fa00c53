package dev.muster.scim;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.muster.scim.schema.Attribute;
import dev.muster.scim.schema.Target;
import dev.muster.sql.Condition;
import java.util.List;
import java.util.stream.Collectors;

/** Ways into a jsonb document. */
final class SqlJson {

    private SqlJson() {}

    /** The one value, as jsonb; null if there is none. For targets without a list on the way. */
    static Condition value(Condition document, Target target) {
        Object path = target.keys().toArray(String[]::new);
        return Fragment.of("(%s #> %s)", document, new Condition("?::text[]", List.of(path)));
    }

    /** All values as a set of jsonb; lists on the way are walked through. */
    static Condition values(Condition document, Target target) {
        List<String> keys = target.keys();
        boolean perhapsBare =
                !target.leaf().declared() && keys.size() > 1 && keys.getLast().equals("value");
        return perhapsBare ? valuesOrBare(document, keys) : query(document, keys);
    }

    static Condition exists(Condition document, Target target) {
        return perhapsBare(target)
                ? Fragment.of("exists %s", valuesOrBare(document, target.keys()))
                : Fragment.of("jsonb_path_exists(%s, %s)", document, walk(target.keys()));
    }

    /** Of a list the value of the primary entry, else of the first; null if there is none. */
    static Condition preferred(Condition document, Target target) {
        String list = path(target.keys()
                .subList(0, target.keys().size() - target.sub().map(s -> 1).orElse(0)));
        String part =
                target.sub().map(sub -> "." + TextNode.valueOf(sub.name())).orElse("");
        return Fragment.of(
                "coalesce(jsonb_path_query_first(%s, %s), jsonb_path_query_first(%s, %s))",
                document,
                Condition.of("?::jsonpath", list + "[*] ? (@.primary == true)" + part),
                document,
                Condition.of("?::jsonpath", list + "[0]" + part));
    }

    /** One part of each entry of a list. */
    static Condition parts(Condition entries, Attribute part) {
        return Fragment.of(
                "(select p from %s as r(v), jsonb_path_query(r.v, %s) as p)", entries, walk(List.of(part.name())));
    }

    /** An entry of a list as a document; a bare value is called {@code value} there. */
    static Condition entry(String value, Attribute list) {
        return Condition.of(
                list.complex()
                        ? value
                        : "(case jsonb_typeof(%1$s) when 'object' then %1$s else jsonb_build_object('value', %1$s) end)"
                                .formatted(value));
    }

    private static Condition query(Condition document, List<String> keys) {
        return Fragment.of("jsonb_path_query(%s, %s)", document, walk(keys));
    }

    private static boolean perhapsBare(Target target) {
        List<String> keys = target.keys();
        return !target.leaf().declared() && keys.size() > 1 && keys.getLast().equals("value");
    }

    // In lists that no schema describes, "value" is also what a bare element is called.
    private static Condition valuesOrBare(Condition document, List<String> keys) {
        return Fragment.of(
                "(select v from %s as v where jsonb_typeof(v) <> 'object' union all select v from %s as v)",
                query(document, keys.subList(0, keys.size() - 1)), query(document, keys));
    }

    /** A path in jsonpath's lax mode, where a single value passes for a list of one. */
    private static Condition walk(List<String> keys) {
        return Condition.of(
                "?::jsonpath",
                keys.stream().map(key -> "." + TextNode.valueOf(key) + "[*]").collect(Collectors.joining("", "$", "")));
    }

    private static String path(List<String> keys) {
        return keys.stream().map(key -> "." + TextNode.valueOf(key)).collect(Collectors.joining("", "$", ""));
    }
}
