/** Every example of RFC 7643 and RFC 7644 as a test of its name, sent to a directory of the strict type. */
package dev.muster.scim.rfc;
