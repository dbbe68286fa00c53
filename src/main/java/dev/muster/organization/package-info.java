/**
 * The developer's customers and their mail domains, with the proof that a domain is theirs. Deleting one takes its
 * directories along, so this noun stands above {@code directory}; it uses {@code event} and {@code tenant}, too.
 */
package dev.muster.organization;
