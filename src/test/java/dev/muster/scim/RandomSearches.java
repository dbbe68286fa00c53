package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterParser;
import dev.muster.scim.schema.ResourceType;
import dev.muster.scim.schema.SchemaDocument;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Random people, and filters about them that often enough find some. The same seed gives the same. */
final class RandomSearches {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
    private static final String HR = "urn:acme:scim:schemas:hr:2.0:User";

    /** People with an extension of every type. */
    static final ResourceType TYPE = ResourceType.USER.with(SchemaDocument.read(Json.object("""
            {'urn':'%s','name':'Hr','attributes':[
             {'name':'badge','type':'integer','mutability':'readWrite','returned':'default'},
             {'name':'remote','type':'boolean','mutability':'readWrite','returned':'default'},
             {'name':'entry','type':'dateTime','mutability':'readWrite','returned':'default'},
             {'name':'grade','type':'string','caseExact':true,'mutability':'readWrite','returned':'default'},
             {'name':'cars','type':'complex','multiValued':true,'mutability':'readWrite','returned':'default','subAttributes':[
               {'name':'value','type':'string','mutability':'readWrite','returned':'default'},
               {'name':'seats','type':'integer','mutability':'readWrite','returned':'default'},
               {'name':'since','type':'dateTime','mutability':'readWrite','returned':'default'}]}]}""".formatted(HR))));

    private static final List<String> MOMENTS = List.of(
            "2024-01-01T00:00:00Z",
            "2024-01-01T01:00:00+01:00",
            "2024-06-01T12:30:00.5Z",
            "2023-12-31",
            "2024-01-01T00:00:00");
    private static final List<String> WORDS = List.of(
            "ann", "Ann", "ANNA", "b", "bob", "é", "É", "a%b", "a_b", "x y", "😀", "\\", "'", "10", "9", "true");
    private static final List<String> OPERATORS = List.of("eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le");
    private static final List<String> ORDERED = List.of("eq", "ne", "gt", "ge", "lt", "le");
    private static final List<String> TEXTS = List.of(
            "userName",
            "externalId",
            "displayName",
            "title",
            "nickName",
            "name.givenName",
            "name.familyName",
            "emails",
            "emails.value",
            "emails.type",
            "phoneNumbers.value",
            "addresses.locality",
            "roles.value",
            "x509Certificates.value",
            ENTERPRISE + ":department",
            ENTERPRISE + ":manager.value",
            "urn:acme:2.0:User:badge",
            "urn:acme:2.0:User:tags",
            "urn:acme:2.0:User:tags.value",
            "urn:acme:2.0:User:cars.brand",
            "groups",
            "groups.display",
            "groups.type",
            "schemas",
            "meta.resourceType",
            "meta.version",
            "meta.location",
            "id");
    private static final List<String> PRESENT = List.of(
            "name",
            "emails",
            "title",
            "groups",
            "externalId",
            "meta",
            ENTERPRISE,
            ENTERPRISE + ":manager",
            "userName",
            "urn:acme:2.0:User:tags",
            "addresses.country",
            "id",
            "active");

    private final Random random;

    RandomSearches(long seed) {
        random = new Random(seed);
    }

    ObjectNode person(int number) {
        ObjectNode user = Json.object("{}");
        user.put("userName", word() + number);
        maybe(() -> user.put("externalId", word() + number));
        maybe(() -> user.put("displayName", word()));
        maybe(() -> user.put("title", word()));
        maybe(() -> user.put("active", random.nextBoolean()));
        maybe(() -> user.putObject("name").put("givenName", word()).put("familyName", word()));
        maybe(() -> emails(user));
        maybe(() ->
                user.putArray("phoneNumbers").addObject().put("value", word()).put("type", "work"));
        maybe(() ->
                user.putArray("addresses").addObject().put("locality", word()).put("country", "de"));
        maybe(() -> user.putObject(ENTERPRISE).put("department", word()).put("manager", word()));
        maybe(() -> acme(user.putObject("urn:acme:2.0:User")));
        maybe(() -> hr(user.putObject(HR)));
        return user;
    }

    private void emails(ObjectNode user) {
        var emails = user.putArray("emails");
        for (int i = random.nextInt(3); i >= 0; i--) {
            emails.addObject()
                    .put("value", word() + "@x")
                    .put("type", pick(List.of("work", "home", "Work")))
                    .put("primary", i == 1);
        }
    }

    private void acme(ObjectNode extension) {
        extension.put("badge", random.nextInt(12));
        maybe(() -> extension.putArray("tags").add(word()).add(word()));
        maybe(() -> extension
                .putArray("cars")
                .add(Json.object("{'brand':'" + pick(List.of("vw", "VW", "bmw")) + "'}"))
                .add("bike"));
    }

    private void hr(ObjectNode extension) {
        maybe(() -> extension.put("badge", random.nextInt(12)));
        maybe(() -> extension.put("remote", random.nextBoolean()));
        maybe(() -> extension.put("entry", pick(MOMENTS)));
        maybe(() -> extension.put("grade", word()));
        maybe(() -> extension
                .putArray("cars")
                .add(Json.object("{'value':'vw','seats':" + random.nextInt(9) + "}"))
                .add(Json.object("{'value':'bmw','since':'" + pick(MOMENTS) + "'}")));
    }

    /** A filter whose text parses; it may make no sense. */
    Filter filter(List<String> ids) {
        return FilterParser.parse(text(3, ids));
    }

    private String text(int depth, List<String> ids) {
        return switch (random.nextInt(depth > 0 ? 12 : 7)) {
            case 0 -> pick(PRESENT) + " pr";
            case 1 -> "active " + pick(List.of("eq", "ne")) + " " + random.nextBoolean();
            case 2 ->
                pick(List.of("meta.created", "meta.lastModified")) + " " + pick(OPERATORS.subList(5, 9)) + " \""
                        + pick(List.of("2020-01-01T00:00:00Z", "2200-01-01T00:00:00Z")) + "\"";
            case 3, 4 -> comparison(ids);
            case 5 -> pick(TEXTS) + pick(List.of(" eq null", " ne null"));
            case 6 -> declared();
            case 7 -> "not (" + text(depth - 1, ids) + ")";
            case 8 -> several(" and ", depth, ids);
            case 9 -> several(" or ", depth, ids);
            case 10 -> declaredValuePath();
            default -> valuePath();
        };
    }

    private String declared() {
        return switch (random.nextInt(6)) {
            case 0 -> HR + ":badge " + pick(ORDERED) + " " + random.nextInt(12);
            case 1 -> HR + ":remote " + pick(List.of("eq", "ne")) + " " + random.nextBoolean();
            case 2 -> HR + ":entry " + pick(ORDERED) + " " + quoted(pick(MOMENTS));
            case 3 -> HR + ":grade " + pick(OPERATORS) + " " + quoted(word());
            case 4 ->
                HR + ":cars." + pick(List.of("seats", "value", "since")) + pick(List.of(" eq null", " ne null", " pr"));
            default -> pick(List.of("badge", "remote", "entry", "grade", "cars")) + pick(List.of(" pr", " eq null"));
        };
    }

    private String declaredValuePath() {
        return switch (random.nextInt(4)) {
            case 0 -> HR + ":cars[seats " + pick(ORDERED) + " " + random.nextInt(9) + " and value eq \"vw\"]";
            case 1 -> HR + ":cars[since " + pick(ORDERED) + " " + quoted(pick(MOMENTS)) + " or seats eq null]";
            case 2 -> HR + ":cars[not (seats pr)].value eq \"BMW\"";
            default -> ENTERPRISE + ":manager[value " + pick(OPERATORS) + " " + quoted(word()) + "]";
        };
    }

    private String comparison(List<String> ids) {
        String attribute = pick(TEXTS);
        boolean byId = attribute.startsWith("groups") || attribute.equals("id") || attribute.startsWith("meta.");
        return attribute + " " + pick(OPERATORS) + " " + quoted(byId && random.nextBoolean() ? pick(ids) : literal());
    }

    private String valuePath() {
        return switch (random.nextInt(6)) {
            case 5 ->
                "emails[" + pick(List.of("type", "primary", "display")) + pick(List.of(" eq null", " ne null")) + "]";
            case 0 -> "emails[type eq \"work\" and value " + pick(OPERATORS) + " " + quoted(word() + "@x") + "]";
            case 1 -> "emails[type eq \"work\"].value eq " + quoted(word() + "@x");
            case 2 -> "emails[primary eq true or not (type eq \"home\")]";
            case 3 -> "urn:acme:2.0:User:tags[value " + pick(OPERATORS) + " " + quoted(word()) + "]";
            default -> "urn:acme:2.0:User:cars[brand sw \"b\" or value eq \"bike\"]";
        };
    }

    private String several(String separator, int depth, List<String> ids) {
        return IntStream.range(0, 2 + random.nextInt(2))
                .mapToObj(i -> "(" + text(depth - 1, ids) + ")")
                .collect(Collectors.joining(separator));
    }

    private String literal() {
        return switch (random.nextInt(8)) {
            case 0 -> "";
            case 1 -> word() + random.nextInt(40);
            case 2 -> "User";
            case 3 -> "direct";
            case 4 -> ENTERPRISE;
            case 5 -> word() + "@x";
            default -> word();
        };
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private String word() {
        return pick(WORDS);
    }

    private void maybe(Runnable addition) {
        if (random.nextInt(3) > 0) {
            addition.run();
        }
    }

    private <T> T pick(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    List<ObjectNode> people(int count) {
        var people = new ArrayList<ObjectNode>();
        for (int i = 0; i < count; i++) {
            people.add(person(i));
        }
        return people;
    }
}
