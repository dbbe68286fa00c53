package dev.muster.portal;

import dev.muster.directory.DirectoryToken;
import dev.muster.id.IdType;
import io.quarkus.qute.TemplateExtension;

/** Printed ids in the portal's templates. */
@TemplateExtension
final class PortalIds {

    private PortalIds() {}

    static String portalId(DirectoryToken token) {
        return IdType.DIRECTORY_TOKEN.print(token.id());
    }
}
