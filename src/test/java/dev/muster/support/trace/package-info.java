/**
 * Replays recorded identity-provider traffic step by step and checks answers and events; the format is described in
 * {@code src/test/resources/idp-traces/README.md}. Uses {@code support.wire} and Jackson, nothing of Muster.
 */
package dev.muster.support.trace;
