package dev.muster.portal;

import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectoryToken;
import dev.muster.directory.DirectoryUser;
import dev.muster.directory.ShownUser;
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

    /** The id the provider knows. */
    static String portalId(ShownUser user) {
        return IdType.DIRECTORY_USER.print(user.row());
    }

    static String portalId(DirectoryGroup group) {
        return IdType.DIRECTORY_GROUP.print(group.id());
    }

    static String portalId(DirectoryToken token) {
        return IdType.DIRECTORY_TOKEN.print(token.id());
    }
}
