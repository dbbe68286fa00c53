/**
 * What one machine needs to run Muster without setting anything up: a folder of its own and a real PostgreSQL in it.
 * Uses nothing of Muster.
 */
package dev.muster.local;
