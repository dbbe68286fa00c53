package dev.muster.scim;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.GroupProvisioning;
import dev.muster.directory.Listed;
import dev.muster.directory.MemberDelta;
import dev.muster.directory.Order;
import dev.muster.directory.Outcome;
import dev.muster.directory.ProvisionedUser;
import dev.muster.directory.ProvisionedUsers;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.directory.UserProvisioning;
import dev.muster.provider.ProviderType;
import dev.muster.scim.error.ScimException;
import dev.muster.scim.filter.Condition;
import dev.muster.scim.filter.Filter;
import dev.muster.scim.filter.FilterBinder;
import dev.muster.scim.filter.FilterEvaluator;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceReader;
import dev.muster.scim.schema.ResourceType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.ScimDirectory;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The filter in the database finds what the filter in memory finds. */
@QuarkusTest
class SqlFilterTest {

    private static final int PEOPLE = 40;
    private static final int FILTERS = Integer.getInteger("muster.test.filters", 3_000);
    private static final long SEED = Long.getLong("muster.test.seed", 20_260_719L);
    private static final Slice ALL = new Slice(Order.BY_ID, null, false, 0, 1_000);

    @Inject
    ScimDirectories directories;

    @Inject
    UserProvisioning users;

    @Inject
    GroupProvisioning groups;

    @Inject
    ProvisionedUsers provisioned;

    @Test
    void findsTheSamePeopleAsTheFilterInMemory() {
        var random = new RandomSearches(SEED);
        ScimDirectory directory = directories.of(ProviderType.GENERIC);
        List<ObjectNode> people = populate(directory, random.people(PEOPLE));
        List<String> ids =
                people.stream().map(person -> person.path("id").asText()).toList();
        int found = 0;
        for (int i = 0; i < FILTERS; i++) {
            Filter filter = random.filter(ids);
            try {
                found += compare(directory, people, filter, FilterBinder.bind(filter, RandomSearches.TYPE));
            } catch (ScimException senseless) {
                // Refused by both alike, before either is asked.
            }
        }
        assertThat(found).as("enough of the filters find somebody").isGreaterThan(FILTERS);
    }

    private int compare(ScimDirectory directory, List<ObjectNode> people, Filter filter, Condition condition) {
        List<String> expected = people.stream()
                .filter(person -> FilterEvaluator.matches(condition, person))
                .map(person -> person.path("id").asText())
                .toList();
        Search search = SqlFilter.compile(condition, SqlStorage.USERS, "http://m.test");
        List<String> actual = represented(list(directory, search)).stream()
                .map(person -> person.path("id").asText())
                .toList();
        assertThat(actual)
                .as("seed %d: %s%n%s", SEED, filter.text(), search.where())
                .isEqualTo(expected);
        return expected.size();
    }

    private List<ObjectNode> populate(ScimDirectory directory, List<ObjectNode> people) {
        Set<UUID> odd = new LinkedHashSet<>();
        directories.acting(directory.tenant(), () -> {
            for (ObjectNode person : people) {
                var outcome = users.create(directory.access(), ResourceReader.read(RandomSearches.TYPE, person));
                if (outcome instanceof Outcome.Done<DirectoryUser> done && odd.size() < PEOPLE / 2) {
                    odd.add(done.resource().id());
                }
            }
            var members = new MemberDelta.Members(odd, Set.of());
            return groups.create(directory.access(), Json.object("{'displayName':'ann'}"), members);
        });
        return represented(list(directory, Search.ALL));
    }

    private List<ProvisionedUser> list(ScimDirectory directory, Search search) {
        return directories.inside(
                directory.tenant(),
                () -> provisioned.list(directory.access(), search, ALL, true).stream()
                        .map(Listed::row)
                        .toList());
    }

    private static List<ObjectNode> represented(List<ProvisionedUser> rows) {
        var representation = new Representation("http://m.test");
        var everything = Projection.everything(ResourceType.USER);
        return rows.stream().map(row -> representation.user(row, everything)).toList();
    }
}
