/** Tool: time-ordered ids, and how they are printed and read outside. Uses nothing but the JDK. */
package dev.muster.id;
