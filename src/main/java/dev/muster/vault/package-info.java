/**
 * Tool: secrets. Makes and recognises tokens, seals what must be readable again, hashes passwords. Uses the JDK's
 * cryptography and Quarkus's bcrypt, nothing of Muster.
 */
package dev.muster.vault;
