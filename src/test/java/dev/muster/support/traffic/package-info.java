/**
 * Random traffic of several identity providers into one directory, repeatable by its seed. Uses {@code support.wire}
 * and Jackson, nothing of Muster.
 */
package dev.muster.support.traffic;
