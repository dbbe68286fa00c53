package dev.muster.support;

import dev.muster.directory.UserRewrites;
import dev.muster.directory.UserRewriting;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Works off rewrites of users by hand: in tests nothing does it in the background. */
@ApplicationScoped
public class Rewrites {

    private final UserRewrites rewrites;
    private final UserRewriting rewriting;
    private final ScimDirectories directories;

    Rewrites(UserRewrites rewrites, UserRewriting rewriting, ScimDirectories directories) {
        this.rewrites = rewrites;
        this.rewriting = rewriting;
        this.directories = directories;
    }

    /** How far this directory's rewrite has come. */
    public UserRewrites.Progress progress(Tenants.Tenant tenant, UUID directory) {
        return directories.inside(tenant, () -> rewrites.progress(directory).orElseThrow());
    }

    /** One batch of somebody's rewrite. False when there is none to do. */
    public boolean step() {
        return rewriting.step();
    }

    /** Until nothing is left to do, whoever asked for it. */
    public void finishAll() {
        while (rewriting.step()) {
            // the next batch
        }
    }

    /** Until this directory's rewrite has ended. */
    public void finish(Tenants.Tenant tenant, UUID directory) {
        while (progress(tenant, directory).running()) {
            rewriting.step();
        }
    }
}
