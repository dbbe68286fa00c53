/**
 * Muster: directory sync from identity providers (SCIM) to applications (WorkOS-compatible API and webhooks).
 *
 * <p>The folders are the design. Three kinds of package, and arrows only downwards:
 *
 * <ul>
 *   <li><b>Doors</b> speak one outside language and own no tables: {@code scim}, {@code api}, {@code dashboard},
 *       {@code portal}.
 *   <li><b>Nouns</b> own tables and rules: {@code tenant}, {@code organization}, {@code directory}, {@code event},
 *       {@code webhook}, {@code requestlog}, {@code health}, {@code provider}.
 *   <li><b>Tools</b> know nothing of Muster: {@code sql}, {@code vault}, {@code id}, {@code page}, {@code sse},
 *       {@code pace}, {@code local}.
 * </ul>
 *
 * A door never uses another door, a noun never a door. {@code ArchitectureTest} holds this list against the code.
 */
package dev.muster;
