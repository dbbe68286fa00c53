package dev.muster.organization;

/** A domain an organization is to have, and how its ownership is settled. */
public record DomainWish(DomainName name, Proof proof) {

    /** Who vouches for the ownership. */
    public enum Proof {
        /** A TXT record, still to be found. */
        DNS,
        /** The developer, who has checked it. */
        DEVELOPER,
        /** Nobody: the old {@code domains} field. */
        NOBODY
    }
}
