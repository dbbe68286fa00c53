/**
 * The door for identity providers: SCIM 2.0 over HTTP. Speaks to the nouns {@code directory} and {@code provider}; owns no
 * tables. The subpackages {@code schema}, {@code filter} and {@code patch} are pure.
 */
package dev.muster.scim;
