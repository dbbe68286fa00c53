package dev.muster.portal;

import dev.muster.organization.PortalIntent;
import jakarta.ws.rs.NameBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Pages for those with a session: {@link Gatekeeper} lets nobody else through. */
@NameBinding
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
@interface Admitted {

    /** The only intents the page is there for; for a session with another one it does not exist. */
    PortalIntent[] value() default {PortalIntent.DSYNC, PortalIntent.DOMAIN_VERIFICATION};
}
