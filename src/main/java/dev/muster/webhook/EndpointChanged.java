package dev.muster.webhook;

/** Fired in the transaction that changed endpoints or lanes from outside; lanes of this process look at once. */
record EndpointChanged() {}
