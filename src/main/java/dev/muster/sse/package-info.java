/** Tool: Server-Sent Events to somebody who may go away at any moment. Knows neither who listens nor what is told. */
package dev.muster.sse;
