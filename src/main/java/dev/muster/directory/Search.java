package dev.muster.directory;

import dev.muster.sql.Condition;

/**
 * What a provider looks for.
 *
 * @param where   over the row, see {@link ProvisionedUsers} and {@link ProvisionedGroups} for its name
 * @param indexed whether an index finds the rows; otherwise the work is limited in time
 */
public record Search(Condition where, boolean indexed) {

    /** Everything there is. */
    public static final Search ALL = new Search(Condition.TRUE, true);

    public boolean all() {
        return where == Condition.TRUE;
    }
}
