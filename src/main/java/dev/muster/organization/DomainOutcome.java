package dev.muster.organization;

import dev.muster.event.payload.OrganizationDomainPayload;

/** How a wish about a domain ended. */
public sealed interface DomainOutcome {

    record Done(OrganizationDomainPayload domain) implements DomainOutcome {}

    /** No such domain, or no such organization to add one to. */
    record NotFound() implements DomainOutcome {}

    /** An organization of this environment has the domain; nothing was written. */
    record Taken(String domain) implements DomainOutcome {}

    /** There is nothing left to prove. */
    record AlreadyVerified() implements DomainOutcome {}
}
