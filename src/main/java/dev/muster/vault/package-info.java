/**
 * Tool: secrets. Makes and recognises tokens, seals what must be readable again, signs, hashes passwords. Uses the
 * JDK's cryptography, SmallRye JWT and Quarkus's bcrypt, nothing of Muster.
 */
package dev.muster.vault;
