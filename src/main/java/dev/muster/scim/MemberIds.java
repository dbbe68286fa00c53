package dev.muster.scim;

import dev.muster.directory.MemberDelta;
import dev.muster.id.IdType;
import dev.muster.scim.patch.Member;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Members by their ids. What is no id of ours is nobody here and skipped, as strangers are: Okta takes a refusal of one
 * stale id for the refusal of the whole group.
 */
final class MemberIds {

    private MemberIds() {}

    static MemberDelta.Members of(List<Member> members) {
        return ids(members, Member::id);
    }

    static MemberDelta of(dev.muster.scim.patch.MemberDelta delta) {
        return new MemberDelta(delta.replaceAll(), of(delta.adds()), ids(delta.removes(), Function.identity()));
    }

    private static <T> MemberDelta.Members ids(Collection<T> members, Function<T, String> text) {
        return new MemberDelta.Members(
                ids(members, text, IdType.DIRECTORY_USER), ids(members, text, IdType.DIRECTORY_GROUP));
    }

    private static <T> Set<UUID> ids(Collection<T> members, Function<T, String> text, IdType type) {
        return members.stream()
                .map(text)
                .map(type::parse)
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }
}
