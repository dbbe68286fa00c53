package dev.muster.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.muster.support.Application;
import dev.muster.support.Tenants;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.traffic.Plan;
import dev.muster.support.traffic.SeededTraffic;
import dev.muster.support.traffic.TrafficReport;
import dev.muster.support.wire.ScimTarget;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two providers that know the same people, by the same names and externalIds: neither touches what is the other's. */
@QuarkusTest
class TwoDirectoriesTest {

    private static final String GENERIC = "generic scim v2.0";

    @Inject
    Tenants tenants;

    private Application application;
    private String organization;

    @BeforeEach
    void setUp() {
        application = Application.of(tenants.fresh());
        organization = application.organization("Acme");
    }

    @Test
    void directoriesOfOneOrganizationSynchroniseAtTheSameTime() throws Exception {
        assertNothingIsMixedUp(
                application.directory(organization, GENERIC), application.directory(organization, "azure scim v2.0"));
    }

    @Test
    void directoriesOfTwoOrganizationsSynchroniseAtTheSameTime() throws Exception {
        String other = application.organization("Bolt");

        assertNothingIsMixedUp(
                application.directory(organization, GENERIC), application.directory(other, "okta scim v2.0"));
    }

    @Test
    void idsOfTheOtherDirectoryAreNobodysHere() {
        Provider ours = new Provider(application.directory(organization, GENERIC));
        Provider theirs = new Provider(application.directory(organization, GENERIC));
        String ann = ours.user("ann");
        String theirAnn = theirs.user("ann");
        String theirGroup = theirs.group("Crew", theirAnn);

        assertThat(theirAnn).isNotEqualTo(ann);
        assertThat(ours.read("/Users/" + theirAnn).status()).isEqualTo(404);
        assertThat(ours.read("/Groups/" + theirGroup).status()).isEqualTo(404);
        assertThat(ours.patch("/Users/" + theirAnn, "{\"op\":\"replace\",\"path\":\"active\",\"value\":false}")
                        .status())
                .isEqualTo(404);
        assertThat(ours.delete("/Users/" + theirAnn).status()).isEqualTo(404);
        assertThat(ours.delete("/Groups/" + theirGroup).status()).isEqualTo(404);
        assertThat(theirs.read("/Users/" + theirAnn).json().path("active").asBoolean())
                .isTrue();
    }

    @Test
    void membersOfTheOtherDirectoryAreSkipped() {
        Provider ours = new Provider(application.directory(organization, GENERIC));
        Provider theirs = new Provider(application.directory(organization, GENERIC));
        String ann = ours.user("ann");
        String theirAnn = theirs.user("ann");
        String theirGroup = theirs.group("Crew", theirAnn);

        String crew = ours.group("Crew", theirAnn, ann, theirGroup);
        assertThat(ours.members(crew)).containsExactly(ann);
        ours.addMember(crew, theirAnn);
        ours.removeMember(theirGroup, theirAnn);

        assertThat(ours.members(crew)).containsExactly(ann);
        assertThat(theirs.members(theirGroup)).containsExactly(theirAnn);
    }

    @Test
    void tokenOfTheOtherDirectoryOpensNothing() {
        ScimTarget ours = application.directory(organization, GENERIC);
        ScimTarget theirs = application.directory(organization, GENERIC);
        Provider mixedUp = new Provider(new ScimTarget(ours.directoryId(), ours.baseUrl(), theirs.token()));

        assertThat(mixedUp.read("/Users").status()).isEqualTo(401);
        assertThat(mixedUp.read("/ServiceProviderConfig").status()).isEqualTo(401);
    }

    private void assertNothingIsMixedUp(ScimTarget one, ScimTarget other) throws Exception {
        Plan plan = Plan.of(15, 4, 4, 400);
        try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<TrafficReport> first = new SeededTraffic(one, plan)::run;
            Callable<TrafficReport> second = new SeededTraffic(other, plan)::run;
            for (Future<TrafficReport> report : executor.invokeAll(List.of(first, second))) {
                report.get().assertNoSurprises();
            }
        }

        new FoldCheck(one, application.api()).assertAllAgree();
        new FoldCheck(other, application.api()).assertAllAgree();
        assertThat(names(one)).as("the same people are in both").containsAnyElementsOf(names(other));
        assertThat(ids(one)).doesNotContainAnyElementsOf(ids(other));
    }

    private static Set<String> names(ScimTarget directory) {
        return of(directory, "userName");
    }

    private static Set<String> ids(ScimTarget directory) {
        return of(directory, "id");
    }

    private static Set<String> of(ScimTarget directory, String attribute) {
        JsonNode page = new Provider(directory).read("/Users").orFail().json();
        return page.path("Resources")
                .valueStream()
                .map(user -> user.path(attribute).asText())
                .collect(Collectors.toSet());
    }
}
