package dev.muster.scim;

final class ScimBulk {

    static final int MOST_OPERATIONS = 1_000;
    static final int LONGEST_BODY = 8 << 20;

    private ScimBulk() {}
}
