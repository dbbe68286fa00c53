package dev.muster.directory;

import java.util.UUID;

/**
 * Where a row stands in an {@link Order}; stays meaningful when the row itself is gone.
 *
 * @param key the sort key as text; null when the row has none or the order is by id
 */
public record Place(String key, UUID id) {}
