/**
 * HTTP as raw as tests need it: addresses go out unnormalised, answers come back whole. Uses only the JDK's client and
 * Jackson, so that it can drive a Muster in this process or in another.
 */
package dev.muster.support.wire;
