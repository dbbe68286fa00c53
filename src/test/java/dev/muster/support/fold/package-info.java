/**
 * Rebuilds a directory from its events, as an application that follows them does, and compares it with what the REST
 * API and SCIM say. Uses {@code support.wire} and Jackson, nothing of Muster.
 */
package dev.muster.support.fold;
