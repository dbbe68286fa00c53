/**
 * Noun: where events are pushed to, and how they get there: signing, schedule, breaker, and the guarded way out. May
 * use {@code event}, {@code tenant} and the tools; no door, and nothing of SCIM.
 */
package dev.muster.webhook;
