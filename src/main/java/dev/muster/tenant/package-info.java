/**
 * Team, environment, API key, the log of who did what; and the two locks between tenants: {@link dev.muster.tenant.CurrentEnvironment}
 * with row-level security for everyday work, {@link dev.muster.tenant.CrossTenant} for the few that act for all.
 */
package dev.muster.tenant;
