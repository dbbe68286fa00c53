package dev.muster.organization;

import java.util.List;

/** The public DNS, as far as the proof of a domain needs it. */
interface TxtRecords {

    /** The texts published at a name; none when there are none or nobody answers. Blocks for a few seconds at most. */
    List<String> of(String name);
}
