/**
 * The pages of a customer's administrator, who comes by a link, for one organization and one intent: connect the identity
 * provider, prove domains. Complete without JavaScript, live with it. A class per kind of page, a template per method at
 * {@code templates/portal/<Page>/<method>.html}. May use every noun; owns no tables.
 */
package dev.muster.portal;
