package dev.muster.scim.patch;

import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Random operations on a user as JSON; the same seed gives the same ones. */
final class RandomPatches {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    /** Paths to single texts, in the core schema, inside extensions, and where no schema knows them. */
    static final List<String> PLAIN = List.of(
            "title",
            "nickName",
            "name.givenName",
            "name.familyName",
            ENTERPRISE + ":department",
            ENTERPRISE + ":manager.displayName",
            "urn:acme:2.0:User:badge");

    private static final List<String> TYPES = List.of("work", "home");
    private static final List<String> VALUES = List.of("a", "b", "c");

    private final Random random;

    RandomPatches(long seed) {
        this.random = new Random(seed);
    }

    /** Operations on single values only. */
    String plain() {
        String path = one(PLAIN);
        return switch (random.nextInt(4)) {
            case 0 -> op("remove", path);
            case 1 -> op("add", path, text(one(VALUES)));
            case 2 -> op("replace", path, one(List.of("null", "\"\"", "\" \"")));
            default -> op("replace", path, text(one(VALUES)));
        };
    }

    /** Operations of all kinds that the RFC describes, free of what it leaves open. */
    String any() {
        return random.nextInt(7) == 0 ? op("add", entry() + ".value", text(one(VALUES))) : agreed();
    }

    /** Those that UnboundID's library carries out as well; it refuses to add what an entry already has. */
    String agreed() {
        return switch (random.nextInt(6)) {
            case 0 -> op("add", "emails", "[" + email() + "]");
            case 1 -> op("replace", "emails", "[" + email() + "]");
            case 2 -> op("remove", "emails");
            case 3 -> op("remove", entry());
            case 4 -> "{\"op\":\"replace\",\"value\":{\"title\":" + text(one(VALUES)) + "}}";
            default -> plainAgreed();
        };
    }

    private String plainAgreed() {
        return op(one(List.of("add", "replace")), one(PLAIN.subList(0, 4)), text(one(VALUES)));
    }

    /** Operations on entries of {@code emails}, by their type or by their value. */
    EmailOp email(Random of) {
        String type = TYPES.get(of.nextInt(TYPES.size()));
        String value = VALUES.get(of.nextInt(VALUES.size()));
        return new EmailOp(EmailOp.Kind.values()[of.nextInt(EmailOp.Kind.values().length)], type, value);
    }

    /** One operation on e-mails, which a test can also carry out by itself. */
    record EmailOp(Kind kind, String type, String value) {

        enum Kind {
            APPEND,
            REPLACE_ALL,
            REMOVE_ALL,
            SET_BY_TYPE,
            REMOVE_BY_TYPE,
            REMOVE_VALUE_BY_TYPE,
            RETYPE_BY_VALUE
        }

        String json() {
            String byType = "emails[type eq \\\"" + type + "\\\"]";
            String entry = "[{\"type\":\"" + type + "\",\"value\":\"" + value + "\"}]";
            return switch (kind) {
                case APPEND -> op("add", "emails", entry);
                case REPLACE_ALL -> op("replace", "emails", entry);
                case REMOVE_ALL -> op("remove", "emails");
                case SET_BY_TYPE -> op("replace", byType + ".value", text(value));
                case REMOVE_BY_TYPE -> op("remove", byType);
                case REMOVE_VALUE_BY_TYPE -> op("remove", byType + ".value");
                case RETYPE_BY_VALUE -> op("replace", "emails[value eq \\\"" + value + "\\\"].type", text(type));
            };
        }
    }

    List<String> several(Supplier<String> ops) {
        return Stream.generate(ops).limit(1 + random.nextInt(4)).toList();
    }

    static String body(List<String> ops) {
        return ops.stream()
                .collect(Collectors.joining(
                        ",",
                        "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[",
                        "]}"));
    }

    private String entry() {
        return "emails[type eq \\\"" + one(TYPES) + "\\\"]";
    }

    private String email() {
        return "{\"type\":" + text(one(TYPES)) + ",\"value\":" + text(one(VALUES)) + "}";
    }

    private static String op(String op, String path) {
        return "{\"op\":\"" + op + "\",\"path\":\"" + path + "\"}";
    }

    private static String op(String op, String path, String value) {
        return "{\"op\":\"" + op + "\",\"path\":\"" + path + "\",\"value\":" + value + "}";
    }

    private static String text(String value) {
        return "\"" + value + "\"";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }
}
