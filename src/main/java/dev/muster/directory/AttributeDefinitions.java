package dev.muster.directory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * Reads definitions of attributes in the form of RFC 7643 section 7. What is left out gets the default of section 2.2.
 * Only what Muster keeps its word on is accepted.
 */
final class AttributeDefinitions {

    private static final int MOST = 100;
    private static final int LONGEST_DESCRIPTION = 1_000;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}|\\$ref");
    private static final List<String> TYPES =
            List.of("string", "boolean", "decimal", "integer", "dateTime", "binary", "reference", "complex");
    private static final List<String> MUTABILITIES = List.of("readWrite", "readOnly", "immutable", "writeOnly");
    private static final List<String> RETURNED = List.of("default", "always", "request", "never");
    private static final Set<String> CASE_EXACT = Set.of("binary", "reference");

    private final BiConsumer<String, String> complain;

    AttributeDefinitions(BiConsumer<String, String> complain) {
        this.complain = complain;
    }

    ArrayNode read(JsonNode attributes) {
        return list(attributes, "attributes", false, false);
    }

    private ArrayNode list(JsonNode sent, String where, boolean inside, boolean insideList) {
        ArrayNode read = JsonNodeFactory.instance.arrayNode();
        if (!sent.isArray() || sent.isEmpty() || sent.size() > MOST) {
            complain.accept(where, where + " must be an array of 1 to " + MOST + " definitions");
            return read;
        }
        var names = new HashSet<String>();
        for (int i = 0; i < sent.size(); i++) {
            String at = where + "[" + i + "]";
            if (sent.get(i) instanceof ObjectNode definition) {
                ObjectNode attribute = attribute(definition, at, inside, insideList);
                if (!names.add(attribute.path("name").asText().toLowerCase(Locale.ROOT))) {
                    complain.accept(at + ".name", at + ".name is used twice; names are the same in any case");
                }
                read.add(attribute);
            } else {
                complain.accept(at, at + " must be an object");
            }
        }
        return read;
    }

    private ObjectNode attribute(ObjectNode sent, String at, boolean inside, boolean insideList) {
        ObjectNode read = JsonNodeFactory.instance.objectNode();
        read.put("name", name(sent, at));
        String type = word(sent, "type", TYPES, at);
        read.put("type", type);
        read.put("multiValued", flag(sent, "multiValued", false, at));
        read.put("description", description(sent, at));
        read.put("required", flag(sent, "required", false, at));
        read.put("caseExact", flag(sent, "caseExact", CASE_EXACT.contains(type), at));
        String mutability = word(sent, "mutability", MUTABILITIES, at);
        read.put("mutability", mutability);
        read.put("returned", returned(sent, mutability, at));
        word(sent, "uniqueness", List.of("none"), at);
        texts(sent, read, "canonicalValues", at);
        texts(sent, read, "referenceTypes", at);
        if (type.equals("complex")) {
            read.set("subAttributes", subAttributes(sent, read, at, inside));
        }
        check(read, at, insideList);
        return read;
    }

    private void check(ObjectNode read, String at, boolean insideList) {
        String mutability = read.path("mutability").asText();
        if (mutability.equals("readOnly") && read.path("required").asBoolean()) {
            complain.accept(at + ".required", at + " cannot be required and readOnly: nobody could set it");
        }
        if (mutability.equals("immutable") && insideList) {
            complain.accept(
                    at + ".mutability",
                    at + ".mutability cannot be immutable inside a list; make the whole list immutable");
        }
    }

    private ArrayNode subAttributes(ObjectNode sent, ObjectNode read, String at, boolean inside) {
        if (inside) {
            complain.accept(at + ".type", at + ".type cannot be complex inside a complex attribute");
            return JsonNodeFactory.instance.arrayNode();
        }
        return list(
                sent.path("subAttributes"),
                at + ".subAttributes",
                true,
                read.path("multiValued").asBoolean());
    }

    private String name(ObjectNode sent, String at) {
        String name = sent.path("name").asText();
        if (!NAME.matcher(name).matches()) {
            complain.accept(
                    at + ".name",
                    at + ".name must begin with a letter and have at most 64 letters, digits, hyphens and underscores");
        } else if (name.equalsIgnoreCase("password")) {
            complain.accept(at + ".name", at + ".name cannot be password: passwords are never kept");
        }
        return name;
    }

    private String description(ObjectNode sent, String at) {
        String description = sent.path("description").asText("");
        if (!isText(description, LONGEST_DESCRIPTION)) {
            complain.accept(
                    at + ".description", at + ".description must have at most " + LONGEST_DESCRIPTION + " characters");
        }
        return description;
    }

    /** Absent means the first. */
    private String word(ObjectNode sent, String key, List<String> words, String at) {
        JsonNode word = sent.path(key);
        if (word.isMissingNode() || word.isNull()) {
            return words.getFirst();
        }
        if (!words.contains(word.asText())) {
            complain.accept(at + "." + key, at + "." + key + " must be one of: " + String.join(", ", words));
            return words.getFirst();
        }
        return word.asText();
    }

    private String returned(ObjectNode sent, String mutability, String at) {
        boolean writeOnly = mutability.equals("writeOnly");
        if (writeOnly && !sent.hasNonNull("returned")) {
            return "never";
        }
        String returned = word(sent, "returned", RETURNED, at);
        if (writeOnly && !returned.equals("never")) {
            complain.accept(at + ".returned", at + ".returned must be never for what is writeOnly");
        }
        return returned;
    }

    private boolean flag(ObjectNode sent, String key, boolean whenAbsent, String at) {
        JsonNode flag = sent.path(key);
        if (flag.isMissingNode() || flag.isNull()) {
            return whenAbsent;
        }
        if (!flag.isBoolean()) {
            complain.accept(at + "." + key, at + "." + key + " must be a boolean");
        }
        return flag.asBoolean();
    }

    private void texts(ObjectNode sent, ObjectNode read, String key, String at) {
        JsonNode texts = sent.path(key);
        if (texts.isMissingNode() || texts.isNull() || texts.isArray() && texts.isEmpty()) {
            return;
        }
        boolean right = texts.isArray()
                && texts.size() <= MOST
                && texts.valueStream().allMatch(text -> text.isTextual() && isText(text.textValue(), LONGEST_VALUE));
        if (!right) {
            complain.accept(at + "." + key, at + "." + key + " must be an array of at most " + MOST + " short strings");
        } else {
            read.set(key, texts.deepCopy());
        }
    }

    private static boolean isText(String text, int longest) {
        return text.length() <= longest && text.indexOf('\0') < 0;
    }
}
