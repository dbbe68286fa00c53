/**
 * The door for applications: WorkOS's REST API, so that its SDKs work unchanged, and what Muster adds to it. Knows the
 * nouns and their outcomes; owns no table.
 */
package dev.muster.api;
