package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryGroup;
import dev.muster.id.IdType;
import dev.muster.tenant.Environment;
import dev.muster.webhook.Endpoint;
import dev.muster.webhook.EndpointAlarms;
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

    static String of(Directory directory) {
        return environment(directory.environmentId()) + "/directories/" + IdType.DIRECTORY.print(directory.id());
    }

    static String of(Endpoint endpoint) {
        return endpoint(endpoint.environmentId(), endpoint.id());
    }

    static String endpoint(UUID environment, UUID id) {
        return environment(environment) + "/webhooks/" + IdType.WEBHOOK_ENDPOINT.print(id);
    }

    static String environment(UUID id) {
        return ENVIRONMENTS + "/" + IdType.ENVIRONMENT.print(id);
    }

    static String organization(UUID environment, UUID id) {
        return environment(environment) + "/organizations/" + IdType.ORGANIZATION.print(id);
    }

    @TemplateExtension
    static String address(Environment environment) {
        return of(environment);
    }

    @TemplateExtension
    static String address(Directory directory) {
        return of(directory);
    }

    @TemplateExtension
    static String address(EndpointAlarms.Alarm alarm) {
        return endpoint(alarm.environment(), alarm.endpoint());
    }

    @TemplateExtension
    static String address(WebhookFrame frame) {
        return of(frame.endpoint());
    }

    @TemplateExtension
    static String address(DirectoryFrame frame) {
        return of(frame.directory());
    }

    @TemplateExtension
    static String address(DirectoryGroup group) {
        return environment(group.environmentId()) + "/directories/" + IdType.DIRECTORY.print(group.directoryId())
                + "/groups/" + IdType.DIRECTORY_GROUP.print(group.id());
    }
}
