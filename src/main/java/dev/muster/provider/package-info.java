/** The catalogue of identity providers: one description each, with the flags in which their dialects differ. Stands alone. */
package dev.muster.provider;
