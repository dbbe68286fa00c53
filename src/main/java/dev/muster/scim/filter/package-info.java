/**
 * SCIM filters and PATCH paths (RFC 7644 sections 3.4.2.2 and 3.5.2): text to {@link dev.muster.scim.filter.Filter},
 * by the schema to {@link dev.muster.scim.filter.Condition}, and its evaluation in memory. Pure: uses the JDK,
 * Jackson's tree nodes, {@code scim.schema} and {@code scim.error}.
 */
package dev.muster.scim.filter;
