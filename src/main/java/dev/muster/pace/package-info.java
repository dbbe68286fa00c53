/**
 * Tool: rate limits per key and short signals between replicas, in this process or over a Redis that all replicas share. May
 * use Quarkus's Redis client; knows nothing of Muster.
 */
package dev.muster.pace;
