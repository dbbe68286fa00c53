package dev.muster.organization;

import dev.muster.event.payload.OrganizationPayload;

/** How creating or changing an organization ended. */
public sealed interface OrganizationOutcome {

    record Done(OrganizationPayload organization) implements OrganizationOutcome {}

    record NotFound() implements OrganizationOutcome {}

    /** Another organization of the environment has this value; nothing was written. */
    record Taken(Unique what, String value) implements OrganizationOutcome {}

    /** What only one organization of an environment can have. */
    enum Unique {
        EXTERNAL_ID,
        STRIPE_CUSTOMER_ID,
        DOMAIN
    }
}
