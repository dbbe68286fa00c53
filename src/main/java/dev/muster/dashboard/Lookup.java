package dev.muster.dashboard;

import dev.muster.directory.DirectoryListing;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.id.IdType;
import dev.muster.organization.Organizations;
import dev.muster.tenant.Transactions;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.Endpoints;
import jakarta.enterprise.context.ApplicationScoped;

/** Finds what an address names within its environment; anything else, also what belongs to others, is unknown. */
@ApplicationScoped
class Lookup {

    private final Organizations organizations;
    private final DirectoryListing directories;
    private final Endpoints endpoints;
    private final Transactions transactions;

    Lookup(Organizations organizations, DirectoryListing directories, Endpoints endpoints, Transactions transactions) {
        this.organizations = organizations;
        this.directories = directories;
        this.endpoints = endpoints;
        this.transactions = transactions;
    }

    OrganizationPayload organization(String id) {
        return IdType.ORGANIZATION.parse(id).flatMap(organizations::get).orElseThrow(Refusal::unknown);
    }

    Endpoint endpoint(String id) {
        return IdType.WEBHOOK_ENDPOINT.parse(id).flatMap(endpoints::get).orElseThrow(Refusal::unknown);
    }

    DirectoryListing.Counted directory(String id) {
        return IdType.DIRECTORY
                .parse(id)
                .flatMap(uuid -> transactions.call(() -> directories.get(uuid)))
                .orElseThrow(Refusal::unknown);
    }
}
