/** What tests share: the database of the run and the words in which test data is told. */
package dev.muster.support;
