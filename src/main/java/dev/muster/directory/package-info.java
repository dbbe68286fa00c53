/**
 * Directories and what providers push into them: users, groups, memberships, and the roles that groups give. Decides what a
 * change means and writes it together with its events. Knows no SCIM message and no page; doors hand in normalized resources.
 */
package dev.muster.directory;
