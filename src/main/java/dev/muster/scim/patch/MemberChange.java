package dev.muster.scim.patch;

import java.util.List;

/** One change of a group's members; what it means needs no knowledge of the present members. */
public sealed interface MemberChange {

    record Add(List<Member> members) implements MemberChange {
        public Add {
            members = List.copyOf(members);
        }
    }

    record Remove(List<String> ids) implements MemberChange {
        public Remove {
            ids = List.copyOf(ids);
        }
    }

    record RemoveAll() implements MemberChange {}

    record ReplaceAll(List<Member> members) implements MemberChange {
        public ReplaceAll {
            members = List.copyOf(members);
        }
    }
}
