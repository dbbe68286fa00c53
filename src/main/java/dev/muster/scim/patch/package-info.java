/**
 * PATCH (RFC 7644 section 3.5.2): operations to a changed resource, or to changes of a group's members that never need
 * the members themselves. Pure: uses the JDK, Jackson's tree nodes, {@code scim.schema}, {@code scim.filter} and
 * {@code scim.error}.
 */
package dev.muster.scim.patch;
