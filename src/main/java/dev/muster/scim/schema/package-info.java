/**
 * The attributes of SCIM resources: one registry that reading, projection, discovery, filters and PATCH all follow
 * (RFC 7643). Pure: uses the JDK, Jackson's tree nodes and {@code scim.error}.
 */
package dev.muster.scim.schema;
