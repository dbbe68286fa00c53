package dev.muster.organization;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryClearing;
import dev.muster.id.IdType;
import dev.muster.sql.Sql;
import dev.muster.support.People;
import dev.muster.support.Tenants;
import dev.muster.tenant.CrossTenant;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class ClearingTest {

    @Inject
    Tenants tenants;

    @Inject
    People people;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Transactions transactions;

    @Inject
    Organizations organizations;

    @Inject
    Directories directories;

    @Inject
    DirectoryClearing directoryClearing;

    @Inject
    OrganizationClearing organizationClearing;

    @Inject
    CrossTenant crossTenant;

    @Inject
    Sql sql;

    @Test
    void whatADeletedOrganizationLeavesBehindIsClearedAwayAndNothingElse() {
        var tenant = tenants.fresh();
        environment.enter(tenant.environmentId());
        UUID gone = organizations.create("Gone").id();
        UUID stays = organizations.create("Stays").id();
        for (UUID organization : new UUID[] {gone, stays}) {
            String directory = directory(organization);
            String ada = people.user(tenant, directory, "ada");
            people.group(tenant, directory, "Crew", ada, people.user(tenant, directory, "bob"));
        }
        organizations.delete(gone);
        boolean more = true;
        while (more) {
            more = directoryClearing.step();
        }
        organizationClearing.step();

        for (String table : new String[] {"organization", "directory", "directory_group"}) {
            assertThat(rows(table)).as(table).isEqualTo(1);
        }
        assertThat(rows("directory_user")).isEqualTo(2);
        assertThat(rows("membership")).isEqualTo(2);
    }

    private String directory(UUID organization) {
        var draft = new Directories.Draft(
                organization, "Acme", "okta scim v2.0", null, null, Directory.Deprovisioning.SUSPEND);
        return IdType.DIRECTORY.print(
                transactions.call(() -> directories.create(draft)).id());
    }

    private long rows(String table) {
        return crossTenant
                .call(
                        "a test counts",
                        () -> sql.first(
                                "select count(*) as n from " + table + " where environment_id = ?",
                                row -> row.number("n"),
                                environment.id()))
                .orElseThrow();
    }
}
