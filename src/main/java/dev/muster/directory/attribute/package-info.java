/**
 * Which attributes of a person applications read, and where in the SCIM resource each comes from. Pure: paths and JSON in,
 * values out.
 */
package dev.muster.directory.attribute;
