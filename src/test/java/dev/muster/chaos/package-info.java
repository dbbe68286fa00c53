/**
 * Programs that run Muster as a process of its own and mistreat it, or measure it: {@code ./muster chaos} and the part of
 * {@code ./muster bench} that is about webhooks. Everything on loopback, with a PostgreSQL of their own; they end only
 * processes they have started.
 */
package dev.muster.chaos;
