/**
 * Noun: how the synchronization of a directory is doing, read from what others keep: evidence, its probable cause, and what
 * to do. Uses {@code requestlog}, {@code directory}, {@code event} and {@code provider}; owns only
 * what people have muted.
 */
package dev.muster.health;
