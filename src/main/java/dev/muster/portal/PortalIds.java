package dev.muster.portal;

import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryUser;
import dev.muster.id.IdType;
import io.quarkus.qute.TemplateExtension;

/** Printed ids in the portal's templates. */
@TemplateExtension
final class PortalIds {

    private PortalIds() {}

    /** The id the provider knows. */
    static String portalId(DirectoryUser user) {
        return IdType.DIRECTORY_USER.print(user.id());
    }

    static String portalId(DirectoryToken token) {
        return IdType.DIRECTORY_TOKEN.print(token.id());
    }
}
