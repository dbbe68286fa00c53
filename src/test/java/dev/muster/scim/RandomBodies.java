package dev.muster.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Random JSON made of the names and values of SCIM in the wrong places; the same seed, the same bodies. */
final class RandomBodies {

    private static final List<String> NAMES = List.of(
            "userName",
            "NAME",
            "name.givenName",
            "name.a.b",
            "emails",
            "emails.value",
            "emails[type eq \"work\"].value",
            "value",
            "type",
            "primary",
            "active",
            "title",
            "members",
            "MEMBERS",
            "groups",
            "id",
            "meta",
            "schemas",
            "operation",
            "displayName",
            "externalId",
            "password",
            "roles",
            "x",
            "",
            ".",
            ":",
            "a:",
            "urn:x:1.0",
            "urn:ietf:params:scim:schemas:core:2.0:User",
            "urn:ietf:params:scim:schemas:core:2.0:Group:members",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User",
            "manager",
            "managerId",
            "$ref",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager.displayName",
            "urn:acme:2.0:User:tag");
    private static final List<String> PATHS = List.of(
            "name",
            "emails[type eq \"work\"]",
            "emails[primary eq \"True\"].value",
            "roles[value pr].type",
            "meta.created",
            "members[value eq \"1\"]",
            "members[value eq \"1\" or value eq \"2\"].display",
            "title[value eq \"x\"]",
            "x[a eq 1].b",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:manager[value eq \"1\"].displayName",
            "name[givenName pr]");
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "True",
            "no",
            "work",
            "1",
            "1e5",
            "{\"value\":\"v\"}",
            "[1,{}]",
            "[\"[]\"]",
            "{",
            "\u0000",
            "\ud800",
            "2024-01-01",
            "urn:scim:schemas:core:1.0",
            "delete",
            "User");

    private final Random random;

    RandomBodies(long seed) {
        this.random = new Random(seed);
    }

    ObjectNode resource() {
        return object(3).put(random.nextBoolean() ? "userName" : "displayName", "u");
    }

    ObjectNode patch() {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ArrayNode operations = body.putArray("Operations");
        for (int i = random.nextInt(4); i >= 0; i--) {
            operations.add(operation());
        }
        return body;
    }

    private ObjectNode operation() {
        ObjectNode operation =
                JsonNodeFactory.instance.objectNode().put("op", one(List.of("add", "Remove", "replace")));
        if (random.nextInt(4) > 0) {
            operation.put("path", random.nextBoolean() ? one(PATHS) : one(NAMES));
        }
        return random.nextInt(6) > 0 ? operation.set("value", value(3)) : operation;
    }

    private JsonNode value(int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 10 : 6)) {
            case 0 -> nodes.booleanNode(random.nextBoolean());
            case 1 -> nodes.nullNode();
            case 2 ->
                random.nextBoolean() ? nodes.numberNode(random.nextInt(3)) : nodes.numberNode(random.nextGaussian());
            case 3, 4, 5 -> nodes.textNode(one(TEXTS));
            case 6, 7 -> object(depth - 1);
            default -> list(depth - 1);
        };
    }

    private ObjectNode object(int depth) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = random.nextInt(5); i > 0; i--) {
            object.set(one(NAMES), value(depth));
        }
        return object;
    }

    private ArrayNode list(int depth) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        for (int i = random.nextInt(4); i > 0; i--) {
            list.add(value(depth));
        }
        return list;
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
