/** Plain SQL inside the running JTA transaction. A tool: knows nothing of Muster. */
package dev.muster.sql;
