package dev.muster.support.fold;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FoldTest {

    private static final String ADA = "{'id':'u1','first_name':'Ada'%s}";
    private static final String CREW = "{'id':'g1','name':'Crew'%s}";
    private static final String ADA_IN_CREW = "{'user':{'id':'u1'},'group':{'id':'g1','name':'Crew'}}";

    private final Fold fold = new Fold();

    @Test
    void usersGroupsAndMembershipsAreRebuilt() {
        happened("user.created", ADA.formatted(",'title':'a'"));
        happened("group.created", CREW.formatted(""));
        happened("group.user_added", ADA_IN_CREW);
        happened("user.updated", ADA.formatted(",'previous_attributes':{'title':'a'}"));

        assertThat(fold.violations()).isEmpty();
        assertThat(fold.state())
                .isEqualTo(new DirectoryState(
                        Map.of("u1", json(ADA.formatted(""))),
                        Map.of("g1", json(CREW.formatted(""))),
                        Set.of(new Membership("g1", "u1"))));
    }

    @Test
    void theEndOfAUserOrGroupTakesItsMembershipsAlong() {
        for (String end : List.of("user.deleted", "group.deleted")) {
            Fold each = new Fold();
            each.apply(crewWithAda());
            each.apply(List.of(event(end, end.startsWith("user") ? "{'id':'u1'}" : "{'id':'g1'}")));
            each.apply(List.of(event("group.user_removed", ADA_IN_CREW)));

            assertThat(each.state().memberships()).isEmpty();
            assertThat(each.violations()).isEmpty();
        }
    }

    @Test
    void aGroupsTimeMovesWithItsMembersButNothingElseDoes() {
        fold.apply(crewWithAda());
        String later = "{'id':'g1','name':'%s','updated_at':'%d'}";
        happened("group.user_removed", "{'user':{'id':'u1'},'group':%s}".formatted(later.formatted("Crew", 2)));
        assertThat(fold.violations()).isEmpty();
        assertThat(fold.state().groups()).containsEntry("g1", json(later.formatted("Crew", 2)));

        happened("group.user_added", "{'user':{'id':'u1'},'group':%s}".formatted(later.formatted("Team", 3)));
        assertThat(fold.violations()).singleElement().asString().startsWith("brings a change of the group");
    }

    @Test
    void theEndOfTheDirectoryTakesEverythingAlong() {
        fold.apply(crewWithAda());
        happened("deleted", "{'id':'directory_1'}");

        assertThat(fold.state()).isEqualTo(new DirectoryState(Map.of(), Map.of(), Set.of()));
    }

    @Test
    void eventsThatCannotBeTrueAreViolations() {
        happened("user.updated", ADA.formatted(""));
        happened("group.user_added", ADA_IN_CREW);
        happened("group.created", CREW.formatted(""));
        happened("group.created", CREW.formatted(""));
        happened("group.user_removed", ADA_IN_CREW);
        happened("group.user_added", ADA_IN_CREW);
        happened("group.user_added", ADA_IN_CREW);
        happened("user.updated", ADA.formatted(",'title':'b','previous_attributes':{'title':'a'}"));
        happened("user.deleted", "{'id':'u9'}");

        assertThat(fold.violations().stream().map(text -> text.substring(0, text.indexOf(": {"))))
                .containsExactly(
                        "updated, but not there",
                        "added, but the user or the group is not there",
                        "created twice",
                        "removed, but not in",
                        "added twice",
                        "previous_attributes should be {\"title\":null}",
                        "deleted, but not there");
    }

    @Test
    void previousAttributesGoOneLevelIntoCustomAttributes() {
        happened("user.created", ADA.formatted(",'updated_at':'1','custom_attributes':{'a':1,'b':2}"));
        happened(
                "user.updated",
                ADA.formatted(",'updated_at':'2','custom_attributes':{'a':1,'c':null,'d':4}"
                        + ",'previous_attributes':{'custom_attributes':{'b':2,'d':null}}"));

        assertThat(fold.violations()).isEmpty();
    }

    @Test
    void differencesNameBothSides() {
        fold.apply(crewWithAda());
        DirectoryState other = new DirectoryState(
                Map.of("u1", json("{'id':'u1','first_name':'Bo'}")),
                fold.state().groups(),
                Set.of(new Membership("g1", "u2")));

        assertThat(fold.state().differencesFrom(other))
                .hasSize(3)
                .anySatisfy(line -> assertThat(line).contains("user u1", "Ada", "Bo"))
                .anySatisfy(line -> assertThat(line).contains("userId=u1", "first"))
                .anySatisfy(line -> assertThat(line).contains("userId=u2", "second"));
    }

    private static List<JsonNode> crewWithAda() {
        return Stream.of(
                        event("user.created", ADA.formatted("")),
                        event("group.created", CREW.formatted("")),
                        event("group.user_added", ADA_IN_CREW))
                .toList();
    }

    private void happened(String type, String data) {
        fold.apply(List.of(event(type, data)));
    }

    private static JsonNode event(String type, String data) {
        return json("{'event':'dsync.%s','data':%s}".formatted(type, data));
    }

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
