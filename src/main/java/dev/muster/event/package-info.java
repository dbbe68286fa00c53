/**
 * The event log: written in the transaction of the change ({@link dev.muster.event.EventLog}), put in order by the
 * {@link dev.muster.event.Sequencer}, read by cursor ({@link dev.muster.event.Events}). Knows nothing of who listens.
 */
package dev.muster.event;
