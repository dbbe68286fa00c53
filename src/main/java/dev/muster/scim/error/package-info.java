/**
 * What a SCIM client did wrong, as a value the door can answer with. Uses nothing but the JDK.
 */
package dev.muster.scim.error;
