package dev.muster.scim;

import dev.muster.directory.Directories;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.DirectoryTokens;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.LastUses;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets in whoever has a living token of the directory in the address, and makes its environment the current one. */
@ApplicationScoped
class ScimAuth {

    private static final String SCHEME = "Bearer ";

    private final DirectoryTokens tokens;
    private final Directories directories;
    private final Transactions transactions;
    private final CurrentEnvironment environment;
    private final LastUses lastUses;

    ScimAuth(
            DirectoryTokens tokens,
            Directories directories,
            Transactions transactions,
            CurrentEnvironment environment,
            LastUses lastUses) {
        this.tokens = tokens;
        this.directories = directories;
        this.transactions = transactions;
        this.environment = environment;
        this.lastUses = lastUses;
    }

    /**
     * The directory the caller may act in. Its first authenticated request links it.
     *
     * @param authorization the header, or null
     * @param caller        the User-Agent, or null
     * @throws Refusal 401, the same for every reason, or 403 while the directory is paused
     */
    DirectoryAccess enter(String endpointKey, String authorization, String caller) {
        DirectoryAccess directory =
                tokens.authenticate(endpointKey, token(authorization)).orElseThrow(ScimAuth::unauthorized);
        environment.enter(directory.environmentId());
        lastUses.directoryToken(directory.environmentId(), directory.tokenId(), caller);
        return switch (directory.state()) {
            case LINKED -> directory;
            case UNLINKED -> linked(directory);
            case PAUSED -> throw paused();
            case DELETING -> throw unauthorized();
        };
    }

    private DirectoryAccess linked(DirectoryAccess directory) {
        transactions.run(() -> directories.link(directory.directoryId()));
        return directory;
    }

    private static String token(String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unauthorized();
        }
        return authorization.substring(SCHEME.length()).strip();
    }

    private static Refusal unauthorized() {
        return Refusal.of(
                        401,
                        "The bearer token is missing, wrong, expired or revoked, or belongs to another directory. Copy the"
                                + " SCIM endpoint and a token of the same directory into the identity provider.")
                .with("WWW-Authenticate", "Bearer realm=\"SCIM\"");
    }

    private static Refusal paused() {
        return Refusal.of(
                403,
                "Synchronization of this directory is paused. Ask the administrator of the application to resume it;"
                        + " then start a full synchronization here, because changes made meanwhile are not kept.");
    }
}
