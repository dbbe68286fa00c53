/** WorkOS's objects as they stand in events and API answers: plain values that know how to print themselves. Pure. */
package dev.muster.event.payload;
