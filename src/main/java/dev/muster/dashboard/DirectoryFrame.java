package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryListing;
import dev.muster.event.payload.OrganizationPayload;
import dev.muster.provider.ProviderType;

/**
 * What stands above every page of a directory: whose it is, its state, its tabs.
 *
 * @param tab  the one that is open: {@code overview}, {@code users}, {@code groups}, {@code roles}, {@code events},
 *             {@code requests}, {@code attributes}, {@code settings}
 * @param live where the page listens for changes; null: it does not
 */
record DirectoryFrame(DirectoryListing.Counted counted, OrganizationPayload organization, String tab, String live) {

    public Directory directory() {
        return counted.directory();
    }

    public ProviderType provider() {
        return ProviderType.named(directory().type()).orElse(ProviderType.GENERIC);
    }

    public long people() {
        return counted.active() + counted.inactive();
    }

    public boolean waiting() {
        return directory().state() == Directory.State.UNLINKED;
    }

    public boolean paused() {
        return directory().state() == Directory.State.PAUSED;
    }

    /** Colour of the state's badge. */
    public String tone() {
        return switch (directory().state()) {
            case LINKED -> "good";
            case UNLINKED, PAUSED -> "warn";
            case DELETING -> "bad";
        };
    }

    public String stateWord() {
        return switch (directory().state()) {
            case LINKED -> "Linked";
            case UNLINKED -> "Waiting for " + provider().displayName();
            case PAUSED -> "Paused";
            case DELETING -> "Deleting";
        };
    }
}
