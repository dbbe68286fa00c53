package dev.muster.support;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryTokens;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.organization.Organizations;
import dev.muster.provider.ProviderType;
import dev.muster.sql.Sql;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Directories for tests: {@code directories.of(ProviderType.OKTA)}, each in an environment of its own. */
@ApplicationScoped
public class ScimDirectories {

    private final Tenants tenants;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Directories directories;
    private final DirectoryTokens tokens;
    private final Sql sql;

    ScimDirectories(
            Tenants tenants,
            CurrentEnvironment environment,
            Transactions transactions,
            Organizations organizations,
            Directories directories,
            DirectoryTokens tokens,
            Sql sql) {
        this.tenants = tenants;
        this.environment = environment;
        this.transactions = transactions;
        this.organizations = organizations;
        this.directories = directories;
        this.tokens = tokens;
        this.sql = sql;
    }

    /** A new directory that keeps inactive people. */
    public ScimDirectory of(ProviderType provider) {
        return in(tenants.fresh(), provider);
    }

    /** A further directory of a tenant. */
    public ScimDirectory in(Tenants.Tenant tenant, ProviderType provider) {
        return inside(tenant, () -> {
            var organization = organizations.create("Acme");
            Directory directory = directories.create(new Directories.Draft(
                    organization.id(), "Acme", provider.wireName(), null, null, Directory.Deprovisioning.SUSPEND));
            String token = tokens.issue(directory, null).orElseThrow().secret().reveal();
            return new ScimDirectory(tenant, DirectoryAccess.of(directory), token);
        });
    }

    /** People of these names, all members of the group; by SQL, where requests would take too long. */
    public void members(ScimDirectory directory, String group, String... userNames) {
        UUID[] ids = people(directory, userNames);
        DirectoryAccess access = directory.access();
        inside(
                directory.tenant(),
                () -> sql.update(
                        "insert into membership (environment_id, directory_id, group_id, user_id) select ?, ?, ?, unnest(?::uuid[])",
                        access.environmentId(),
                        access.directoryId(),
                        IdType.DIRECTORY_GROUP.parse(group).orElseThrow(),
                        ids));
    }

    /** So many people, called p0 and so on; by SQL. */
    public void people(ScimDirectory directory, int count) {
        people(directory, IntStream.range(0, count).mapToObj(i -> "p" + i).toArray(String[]::new));
    }

    private UUID[] people(ScimDirectory directory, String... userNames) {
        UUID[] ids = Arrays.stream(userNames).map(name -> Ulids.next()).toArray(UUID[]::new);
        DirectoryAccess access = directory.access();
        inside(
                directory.tenant(),
                () -> sql.update(
                        """
                insert into directory_user (environment_id, directory_id, id, api_id, organization_id, user_name,
                    user_name_key, active, resource, created_at, updated_at)
                select ?, ?, id, id, ?, name, lower(name), true,
                       jsonb_build_object('userName', name, 'active', true), now(), now()
                  from unnest(?::uuid[], ?::text[]) as n(id, name)
                """, access.environmentId(), access.directoryId(), access.organizationId(), ids, userNames));
        return ids;
    }

    /** A text that changes with whatever changes in the directory, and with each of its tenant's events. */
    public String state(ScimDirectory directory) {
        DirectoryAccess access = directory.access();
        return inside(
                directory.tenant(),
                () -> sql.first("""
                        select concat_ws('|',
                          (select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || count(removed_at)
                             from directory_user where environment_id = ? and directory_id = ?),
                          (select count(*) || ' ' || coalesce(sum(version), 0) || ' ' || count(removed_at)
                             from directory_group where environment_id = ? and directory_id = ?),
                          (select count(*) from membership where environment_id = ? and directory_id = ?),
                          (select count(*) from group_nesting where environment_id = ? and directory_id = ?),
                          (select count(*) from event where environment_id = ?)) as state
                        """, row -> row.text("state"), scopes(access, 4, access.environmentId()))
                        .orElseThrow());
    }

    private static Object[] scopes(DirectoryAccess access, int times, UUID last) {
        return Stream.concat(
                        Stream.generate(() -> Stream.of(access.environmentId(), access.directoryId()))
                                .limit(times)
                                .flatMap(scope -> scope),
                        Stream.of(last))
                .toArray();
    }

    /** Runs work for a tenant in a transaction, in a request of its own. */
    public <T> T inside(Tenants.Tenant tenant, Supplier<T> work) {
        return acting(tenant, () -> transactions.call(work));
    }

    /** Runs work that opens its transactions itself in a request of its own: one request acts for one environment only. */
    public <T> T acting(Tenants.Tenant tenant, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> inNewRequest(tenant, work), Thread::startVirtualThread)
                .join();
    }

    private <T> T inNewRequest(Tenants.Tenant tenant, Supplier<T> work) {
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        try {
            environment.enter(tenant.environmentId());
            return work.get();
        } finally {
            request.terminate();
        }
    }
}
