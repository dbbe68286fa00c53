/**
 * The developer's customers: their mail domains with the proof that a domain is theirs, and the links and sessions by which
 * their administrators are let into the portal. Deleting one takes its
 * directories along, so this noun stands above {@code directory}; it uses {@code event} and {@code tenant}, too.
 */
package dev.muster.organization;
