/**
 * Noun: what an identity provider sent and what it was answered, kept for some days. Written after the answer, in batches; a
 * request never waits for it and never fails by it. Stands alone beside {@code tenant}.
 */
package dev.muster.requestlog;
