/**
 * {@code ./muster demo}: a packaged Muster, a OneLogin tenant that provisions into it, and an application that hears of it
 * by webhooks, told in the console at human speed. All three speak over HTTP, as they do in life.
 *
 * <p>It lies beside the tests because one of them plays the same story. The launcher compiles {@link dev.muster.demo.Demo}
 * and what it uses, so nothing here may need more than the JDK, Jackson and {@code support}.
 */
package dev.muster.demo;
