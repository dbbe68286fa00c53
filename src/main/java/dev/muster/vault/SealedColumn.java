package dev.muster.vault;

import java.util.UUID;
import java.util.function.Function;

/**
 * A column of sealed bytes, so that they can be sealed again under another key. Each table with such a column says so to the
 * command {@code reseal}.
 *
 * @param table its key is (environment_id, id)
 * @param place what the bytes of a row are sealed together with, by its id
 */
public record SealedColumn(String table, String column, Function<UUID, String> place) {}
