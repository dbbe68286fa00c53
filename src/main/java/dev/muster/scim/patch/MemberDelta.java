package dev.muster.scim.patch;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a sequence of changes comes to in the end.
 *
 * @param replaceAll whether {@code adds} are all the members there shall be
 * @param adds members to be in afterwards, each once
 * @param removes ids not to be in afterwards; none of them is in {@code adds}; empty with {@code replaceAll}
 */
public record MemberDelta(boolean replaceAll, List<Member> adds, Set<String> removes) {

    public MemberDelta {
        adds = List.copyOf(adds);
        removes = Set.copyOf(removes);
    }

    public static MemberDelta of(List<MemberChange> changes) {
        var net = new Net();
        changes.forEach(net::apply);
        return new MemberDelta(net.replaceAll, List.copyOf(net.adds.values()), net.removes);
    }

    public boolean isEmpty() {
        return !replaceAll && adds.isEmpty() && removes.isEmpty();
    }

    private static final class Net {

        private boolean replaceAll;
        private final Map<String, Member> adds = new LinkedHashMap<>();
        private final Set<String> removes = new LinkedHashSet<>();

        void apply(MemberChange change) {
            switch (change) {
                case MemberChange.Add add -> add.members().forEach(this::add);
                case MemberChange.Remove remove -> remove.ids().forEach(this::remove);
                case MemberChange.RemoveAll all -> replace(List.of());
                case MemberChange.ReplaceAll all -> replace(all.members());
            }
        }

        private void add(Member member) {
            removes.remove(member.id());
            adds.put(member.id(), member);
        }

        private void remove(String id) {
            adds.remove(id);
            if (!replaceAll) {
                removes.add(id);
            }
        }

        private void replace(List<Member> members) {
            replaceAll = true;
            adds.clear();
            removes.clear();
            members.forEach(this::add);
        }
    }
}
