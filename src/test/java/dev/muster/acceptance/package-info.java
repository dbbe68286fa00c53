/** A whole Muster from outside: identity providers at one door, applications at the other. Uses only HTTP. */
package dev.muster.acceptance;
