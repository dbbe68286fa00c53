package dev.muster.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.scim.Json;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.error.ScimType;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MemberPatchTest {

    /** Operation, and the changes it comes to: {@code +} adds, {@code -} removes, {@code =} replaces all. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'op':'Add','path':'members','value':[{'$ref':null,'value':'a'}]}                    | +a
                    {'op':'add','path':'MEMBERS','value':[{'VALUE':'a','display':'A'},{'value':'b'}]}    | +a+b
                    {'op':'add','path':'members','value':{'value':'a'}}                                  | +a
                    {'op':'add','path':'members','value':['a','b']}                                      | +a+b
                    {'op':'add','path':'members','value':'a'}                                            | +a
                    {'op':'add','path':'members','value':7}                                              | +7
                    {'op':'add','path':'members','value':{'members':[{'value':'a'}]}}                    | +a
                    {'op':'add','path':'members','value':'[{\\"value\\":\\"a\\"}]'}                      | +a
                    {'op':'add','path':'members.value','value':'a'}                                      | +a
                    {'op':'add','path':'urn:ietf:params:scim:schemas:core:2.0:Group:members','value':'a'} | +a
                    {'op':'add','value':{'members':[{'value':'a'}]}}                                     | +a
                    {'op':'add','value':{'urn:ietf:params:scim:schemas:core:2.0:Group':{'Members':'a'}}} | +a
                    {'op':'add','path':'members[value eq \\"a\\"]'}                                      | +a
                    {'op':'add','path':'members[value eq \\"a\\"]','value':[{'value':'a'}]}              | +a
                    {'op':'add','path':'members','value':[]}                                             | ``
                    {'op':'add','path':'members','value':[{'value':'a','type':'Group'}]}                 | +a(GROUP)
                    {'op':'add','path':'members','value':[{'value':'a','type':'user'}]}                  | +a(USER)
                    {'op':'remove','path':'members[value eq \\"a\\"]'}                                   | -a
                    {'op':'remove','path':'members[value eq \\"a\\" or VALUE EQ \\"b\\"]'}               | -a-b
                    {'op':'remove','path':'members[value eq \\"a\\" and type eq \\"User\\"]'}            | -a
                    {'op':'Remove','path':'members','value':[{'$ref':null,'value':'a'},'b']}             | -a-b
                    {'op':'remove','path':'members','value':[]}                                          | ``
                    {'op':'remove','path':'members'}                                                     | =
                    {'op':'remove','path':'members','value':null}                                        | =
                    {'op':'replace','path':'members','value':[{'value':'a'},{'value':'b'}]}              | =+a+b
                    {'op':'replace','path':'members','value':[]}                                         | =
                    {'op':'replace','path':'members','value':{'members':[{'value':'a'}]}}                | =+a
                    {'op':'replace','value':{'members':['a']}}                                           | =+a
                    {'op':'replace','path':'members[value eq \\"a\\"]','value':{'value':'b'}}            | -a+b
                    """)
    void everyFormOfMembersIsUnderstood(String op, String changes) {
        var patch = split(op);

        assertThat(printed(patch.changes())).isEqualTo(changes);
        assertThat(patch.own()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    INVALID_VALUE  | {'op':'replace','path':'members'}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':null}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':''}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':{}}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':{'value':'a'}}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':'a'}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':[{'value':null}]}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':[{}]}
                    INVALID_VALUE  | {'op':'replace','path':'members','value':[null]}
                    INVALID_VALUE  | {'op':'replace','value':{'members':null}}
                    INVALID_VALUE  | {'op':'replace','path':'members[value eq \\"a\\"]'}
                    INVALID_VALUE  | {'op':'add','path':'members'}
                    INVALID_VALUE  | {'op':'add','path':'members','value':[{'value':''}]}
                    INVALID_VALUE  | {'op':'add','path':'members','value':[{'value':'\\u0000'}]}
                    INVALID_VALUE  | {'op':'remove','path':'members','value':[{'display':'A'}]}
                    INVALID_VALUE  | {'op':'remove','path':'members','value':''}
                    INVALID_FILTER | {'op':'remove','path':'members[display eq \\"a\\"]'}
                    INVALID_FILTER | {'op':'remove','path':'members[type eq \\"User\\"]'}
                    INVALID_FILTER | {'op':'remove','path':'members[value ne \\"a\\"]'}
                    INVALID_FILTER | {'op':'remove','path':'members[value eq 7]'}
                    INVALID_FILTER | {'op':'remove','path':'members[not (value eq \\"a\\")]'}
                    MUTABILITY     | {'op':'replace','path':'members[value eq \\"a\\"].display','value':'x'}
                    MUTABILITY     | {'op':'remove','path':'members[value eq \\"a\\"].value'}
                    MUTABILITY     | {'op':'remove','path':'members.display'}
                    MUTABILITY     | {'op':'remove','path':'members.value'}
                    INVALID_SYNTAX | {'op':'add','path':'members','value':[{'value':'a','operation':'delete'}]}
                    NO_TARGET      | {'op':'remove','value':{'members':['a']}}
                    """)
    void doubtfulMembersAreRefused(ScimType type, String op) {
        var refused = catchThrowableOfType(ScimException.class, () -> split(op));

        assertThat(refused.type()).isEqualTo(type);
    }

    @Test
    void groupsOwnAttributesAreLeftToTheResourcePatch() {
        var patch = split("""
                {'op':'replace','value':{'id':'g','displayName':'Crew','members':['a']}},
                {'op':'remove','path':'externalId'},
                {'op':'add','path':'members','value':['b']}
                """);

        assertThat(printed(patch.changes())).isEqualTo("=+a+b");
        assertThat(patch.own()).hasSize(2);
        assertThat(patch.own().getFirst().value()).isEqualTo(Json.node("{'id':'g','displayName':'Crew'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {'displayName':'g'}                                  | absent
                    {'members':null}                                     | absent
                    {'members':''}                                       | absent
                    {'members':{}}                                       | absent
                    {'members':[]}                                       | []
                    {'MEMBERS':[{'value':'a'},{'value':'b'}]}            | [a, b]
                    {'members':{'value':'a'}}                            | [a]
                    {'members':'a'}                                      | [a]
                    {'urn:ietf:params:scim:schemas:core:2.0:Group:members':['a']} | [a]
                    """)
    void membersOfABodyAreAbsentOrAList(String body, String expected) {
        var members = GroupMembers.of(Json.object(body));

        assertThat(members.map(list -> list.stream().map(Member::id).toList().toString())
                        .orElse("absent"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{'value':'a','operation':'delete'}]", "[{'display':'x'}]", "[null]", "true"})
    void unreadableMembersOfABodyAreRefused(String members) {
        var refused = catchThrowableOfType(
                ScimException.class, () -> GroupMembers.of(Json.object("{'members':" + members + "}")));

        assertThat(refused.status()).isEqualTo(400);
    }

    @Test
    void deltaMeansTheSameAsTheChangesOneByOne() {
        long seed = System.nanoTime();
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            Set<String> before = new HashSet<>(ids(random));
            List<MemberChange> changes = IntStream.range(0, random.nextInt(6))
                    .mapToObj(n -> change(random))
                    .toList();

            assertThat(after(before, MemberDelta.of(changes)))
                    .as("seed %d: %s then %s", seed, before, changes)
                    .isEqualTo(oneByOne(before, changes));
        }
    }

    @Test
    void deltaNeverAddsWhatItRemoves() {
        var delta = split(
                        "{'op':'remove','path':'members','value':['a','b']},{'op':'add','path':'members','value':['b','c']}")
                .delta();

        assertThat(delta.adds()).extracting(Member::id).containsExactly("b", "c");
        assertThat(delta.removes()).containsExactly("a");
        assertThat(delta.replaceAll()).isFalse();
        assertThat(MemberDelta.of(List.of()).isEmpty()).isTrue();
    }

    private static MemberChange change(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> new MemberChange.RemoveAll();
            case 1 -> new MemberChange.ReplaceAll(members(random));
            case 2, 3, 4 -> new MemberChange.Remove(ids(random));
            default -> new MemberChange.Add(members(random));
        };
    }

    private static List<Member> members(Random random) {
        return ids(random).stream()
                .map(id -> new Member(id, Member.Type.UNKNOWN))
                .toList();
    }

    private static List<String> ids(Random random) {
        return random.ints(random.nextInt(4), 0, 5).mapToObj(String::valueOf).toList();
    }

    private static Set<String> oneByOne(Set<String> before, List<MemberChange> changes) {
        var present = new HashSet<>(before);
        for (MemberChange change : changes) {
            switch (change) {
                case MemberChange.Add add -> add.members().forEach(member -> present.add(member.id()));
                case MemberChange.Remove remove -> remove.ids().forEach(present::remove);
                case MemberChange.RemoveAll all -> present.clear();
                case MemberChange.ReplaceAll all -> {
                    present.clear();
                    all.members().forEach(member -> present.add(member.id()));
                }
            }
        }
        return present;
    }

    private static Set<String> after(Set<String> before, MemberDelta delta) {
        var present = delta.replaceAll() ? new HashSet<String>() : new HashSet<>(before);
        present.removeAll(delta.removes());
        delta.adds().forEach(member -> present.add(member.id()));
        return present;
    }

    private static MemberPatch split(String ops) {
        return MemberPatch.split(new ArrayList<>(PatchParser.parse(Json.node("{'Operations':[" + ops + "]}"))));
    }

    private static String printed(List<MemberChange> changes) {
        return changes.stream().map(MemberPatchTest::printed).collect(Collectors.joining());
    }

    private static String printed(MemberChange change) {
        return switch (change) {
            case MemberChange.Add add -> printedMembers(add.members());
            case MemberChange.Remove remove ->
                remove.ids().stream().map(id -> "-" + id).collect(Collectors.joining());
            case MemberChange.RemoveAll all -> "=";
            case MemberChange.ReplaceAll all -> "=" + printedMembers(all.members());
        };
    }

    private static String printedMembers(List<Member> members) {
        return members.stream()
                .map(member ->
                        "+" + member.id() + (member.type() == Member.Type.UNKNOWN ? "" : "(" + member.type() + ")"))
                .collect(Collectors.joining());
    }
}
