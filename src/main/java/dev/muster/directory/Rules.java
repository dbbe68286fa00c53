package dev.muster.directory;

import dev.muster.directory.attribute.AttributeMapping;
import java.util.List;

/**
 * What decides how applications see the people of one directory, beyond what the provider says of them.
 *
 * @param version moves with every change of the rules; a user is only written by the newest
 * @param rolesOfNewcomers slugs for somebody who is in no group: the default role, if there is one
 */
record Rules(long version, AttributeMapping attributes, List<String> rolesOfNewcomers) {}
