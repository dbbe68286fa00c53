/**
 * Tool: what every page has, whoever looks at it: cookies, forms from elsewhere, fresh secrets, headers, lists in pages.
 * Knows neither who is signed in nor what is shown.
 */
package dev.muster.page;
