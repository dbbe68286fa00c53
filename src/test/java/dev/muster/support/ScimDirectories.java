package dev.muster.support;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryTokens;
import dev.muster.organization.Organizations;
import dev.muster.provider.ProviderType;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import io.quarkus.arc.Arc;
import io.quarkus.arc.ManagedContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** Directories for tests: {@code directories.of(ProviderType.OKTA)}, each in an environment of its own. */
@ApplicationScoped
public class ScimDirectories {

    private final Tenants tenants;
    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Organizations organizations;
    private final Directories directories;
    private final DirectoryTokens tokens;

    ScimDirectories(
            Tenants tenants,
            CurrentEnvironment environment,
            Transactions transactions,
            Organizations organizations,
            Directories directories,
            DirectoryTokens tokens) {
        this.tenants = tenants;
        this.environment = environment;
        this.transactions = transactions;
        this.organizations = organizations;
        this.directories = directories;
        this.tokens = tokens;
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

    /** Runs work for a tenant in a transaction, in a request of its own: one request acts for one environment only. */
    public <T> T inside(Tenants.Tenant tenant, Supplier<T> work) {
        return CompletableFuture.supplyAsync(() -> inNewRequest(tenant, work), Thread::startVirtualThread)
                .join();
    }

    private <T> T inNewRequest(Tenants.Tenant tenant, Supplier<T> work) {
        ManagedContext request = Arc.container().requestContext();
        request.activate();
        try {
            environment.enter(tenant.environmentId());
            return transactions.call(work);
        } finally {
            request.terminate();
        }
    }
}
