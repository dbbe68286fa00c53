package dev.muster.directory;

/**
 * What decides how applications see the people of one directory, beyond what the provider says of them.
 *
 * @param version moves with every change of the rules; a user is only written by the newest
 */
record Rules(long version, AttributeMapping attributes) {}
