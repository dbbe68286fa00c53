package dev.muster.support.trace;

import dev.muster.support.wire.ApiTarget;
import dev.muster.support.wire.ScimTarget;

/** Plays traces against a directory and checks its answers and the events that come out. */
public final class TraceReplay {

    private final ScimTarget scim;
    private final ApiTarget api;
    private final Waits waits;

    public TraceReplay(ScimTarget scim, ApiTarget api) {
        this(scim, api, Waits.USUAL);
    }

    TraceReplay(ScimTarget scim, ApiTarget api, Waits waits) {
        this.scim = scim;
        this.api = api;
        this.waits = waits;
    }

    /** Plays one trace from top to bottom; a step that fails does not stop it. */
    public ReplayReport replay(Trace trace) {
        return new Replay(scim, api, trace, waits).run();
    }
}
