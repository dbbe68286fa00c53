/**
 * Tool: rate limits per key, counted in this process or in a Redis that all replicas share. May use Quarkus's Redis
 * client; knows nothing of Muster.
 */
package dev.muster.pace;
