package dev.muster.portal;

import dev.muster.directory.Directory;
import dev.muster.id.IdType;

/** Where each thing has its page. The organization is never part of an address: the session knows it. */
final class Addresses {

    static final String HOME = "/portal";
    static final String DIRECTORIES = "/portal/directories";
    static final String NEW_DIRECTORY = "/portal/directories/new";
    static final String DOMAINS = "/portal/domains";
    static final String DONE = "/portal/done";
    static final String LEFT = "/portal/left";

    private Addresses() {}

    static String of(Directory directory) {
        return DIRECTORIES + "/" + IdType.DIRECTORY.print(directory.id());
    }

    static String setup(Directory directory) {
        return of(directory) + "/setup";
    }
}
