package dev.muster.portal;

import dev.muster.directory.Directories;
import dev.muster.directory.DirectoryAttributes;
import dev.muster.directory.RolePolicies;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes the frame of a directory's pages. */
@ApplicationScoped
class DirectoryFrames {

    private final Connections connections;
    private final Directories directories;
    private final DirectoryAttributes attributes;
    private final RolePolicies policies;
    private final Transactions transactions;
    private final Administrator administrator;

    DirectoryFrames(
            Connections connections,
            Directories directories,
            DirectoryAttributes attributes,
            RolePolicies policies,
            Transactions transactions,
            Administrator administrator) {
        this.connections = connections;
        this.directories = directories;
        this.attributes = attributes;
        this.policies = policies;
        this.transactions = transactions;
        this.administrator = administrator;
    }

    /** A frame that follows what happens. */
    DirectoryFrame live(String id, String tab) {
        // The address first: what changes while the page is made is then seen by the page itself.
        String live = connections.live(connections.get(id));
        return frame(connections.get(id), tab, live);
    }

    /** A frame that stays as it is: somebody types on the page. */
    DirectoryFrame still(String id, String tab) {
        return frame(connections.get(id), tab, null);
    }

    private DirectoryFrame frame(Connection connection, String tab, String live) {
        var organization = administrator.organization().id();
        return transactions.call(() -> new DirectoryFrame(
                connection,
                directories.ofOrganization(organization).size() > 1,
                attributes.anyOwn(),
                policies.current().portalMapping(),
                tab,
                live));
    }
}
