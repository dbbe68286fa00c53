package dev.muster.portal;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryListing;
import dev.muster.directory.DirectoryToken;
import dev.muster.provider.ProviderType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * A directory as its administrator sees it: how far the identity provider has got.
 *
 * @param endpoint what to paste into the identity provider
 * @param tokens   the living ones, newest first
 */
record Connection(DirectoryListing.Counted counted, String endpoint, List<DirectoryToken> tokens) {

    /** How far it is. After a change of provider it waits again, for the first use of a token of the new one. */
    enum Progress {
        WAITING,
        REACHED,
        SYNCING,
        PAUSED
    }

    public Directory directory() {
        return counted.directory();
    }

    public String address() {
        return Addresses.of(directory());
    }

    public ProviderType provider() {
        return ProviderType.named(directory().type()).orElse(ProviderType.GENERIC);
    }

    public Progress progress() {
        boolean nobody = people() + counted.groups() == 0;
        return switch (directory().state()) {
            case UNLINKED -> Progress.WAITING;
            case PAUSED -> Progress.PAUSED;
            case LINKED, DELETING ->
                nobody ? Progress.REACHED : lastRequest() == null ? Progress.WAITING : Progress.SYNCING;
        };
    }

    public String word() {
        return switch (progress()) {
            case WAITING -> "Waiting for " + provider().displayName();
            case REACHED -> "Connected, nobody sent yet";
            case SYNCING -> "Connected";
            case PAUSED -> "Paused";
        };
    }

    public String tone() {
        return progress() == Progress.SYNCING || progress() == Progress.REACHED ? "good" : "warn";
    }

    public boolean waiting() {
        return progress() == Progress.WAITING;
    }

    public boolean connected() {
        return progress() == Progress.SYNCING || progress() == Progress.REACHED;
    }

    public long people() {
        return counted.active() + counted.inactive();
    }

    /** Right to about ten seconds; null: never. */
    public Instant lastRequest() {
        return tokens.stream()
                .map(DirectoryToken::lastUsedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
