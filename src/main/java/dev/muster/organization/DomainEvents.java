package dev.muster.organization;

import dev.muster.event.EventType;
import dev.muster.event.NewEvent;

/** What applications are told about a domain; in the order of its organization's other events. */
final class DomainEvents {

    private DomainEvents() {}

    static NewEvent of(EventType type, OrganizationDomain domain) {
        return NewEvent.ofOrganization(
                type, domain.organizationId(), domain.payload().json());
    }
}
