/**
 * The pages of the developer's team: server-rendered, complete without JavaScript, live with it. A class per kind of page, a
 * template per method at {@code templates/dashboard/<Page>/<method>.html}. May use every noun; owns no tables.
 */
package dev.muster.dashboard;
