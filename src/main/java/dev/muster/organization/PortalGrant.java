package dev.muster.organization;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Embeddable;
import java.util.UUID;

/**
 * What a link lets somebody do in the portal, and so the session that it opens.
 *
 * @param returnUrl  where the portal's logo leads; null: nowhere
 * @param successUrl where the administrator goes when all is set up; null: nowhere
 */
@Embeddable
public record PortalGrant(
        @Column(name = "organization_id", updatable = false) UUID organizationId,

        @Column(updatable = false) @Convert(converter = IntentColumn.class)
        PortalIntent intent,

        @Column(name = "return_url", updatable = false) String returnUrl,
        @Column(name = "success_url", updatable = false) String successUrl) {}
