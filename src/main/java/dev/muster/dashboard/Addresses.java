package dev.muster.dashboard;

import dev.muster.id.IdType;
import dev.muster.tenant.Environment;
import io.quarkus.qute.TemplateExtension;
import java.util.UUID;

/** Where each thing has its page; in templates as {@code thing.address}. */
final class Addresses {

    static final String HOME = "/dashboard";
    static final String SIGN_IN = "/dashboard/sign-in";
    static final String ENVIRONMENTS = "/dashboard/environments";

    private Addresses() {}

    static String of(Environment environment) {
        return environment(environment.id());
    }

    static String environment(UUID id) {
        return ENVIRONMENTS + "/" + IdType.ENVIRONMENT.print(id);
    }

    @TemplateExtension
    static String address(Environment environment) {
        return of(environment);
    }
}
