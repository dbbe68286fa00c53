package dev.muster.scim.patch;

/**
 * Where providers and the RFC want different things.
 *
 * @param replaceCreatesEntry whether {@code replace} on {@code emails[type eq "work"].value} creates the entry if there
 *     is none; the RFC wants {@code noTarget}, Entra ID relies on the entry. {@code add} always creates it.
 */
public record PatchRules(boolean replaceCreatesEntry) {

    /** To the letter of RFC 7644. */
    public static final PatchRules STRICT = new PatchRules(false);

    /** As identity providers need it. */
    public static final PatchRules PROVIDER = new PatchRules(true);
}
