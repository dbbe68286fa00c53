package dev.muster.support.traffic;

import static dev.muster.support.traffic.Dialect.list;
import static dev.muster.support.traffic.Dialect.quoted;

import java.util.List;

/** OneLogin: the rendered template by PUT, with blanks where it has no value and {@code active} as text. */
final class OneLogin implements Dialect {

    @Override
    public String user(Profile profile) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"id":null,"userName":%1$s,\
                "active":"%5$s","name":{"givenName":%2$s,"familyName":%3$s},"title":%4$s,\
                "emails":[{"value":%1$s,"type":"work","primary":true}],\
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":\
                {"manager":{"value":null,"displayName":" "}}}""".formatted(
                        quoted(profile.userName()),
                        quoted(profile.givenName()),
                        quoted(profile.familyName()),
                        profile.title().isEmpty() ? "null" : quoted(profile.title()),
                        profile.active());
    }

    @Override
    public Change update(Profile profile) {
        return Change.put(user(profile));
    }

    @Override
    public Change toggle(Profile profile) {
        return update(profile);
    }

    @Override
    public Change rename(String groupId, String name) {
        return Change.patch("""
                {"op":"replace","path":"displayName","value":%s}""".formatted(quoted(name)));
    }

    @Override
    public List<Change> add(List<String> userIds) {
        return userIds.isEmpty() ? List.of() : List.of(Dialect.addMembers(members(userIds)));
    }

    @Override
    public Change remove(String userId) {
        return Change.patch("""
                {"op":"remove","path":"members[value eq \\"%s\\"]"}""".formatted(userId));
    }

    /** Reapply entitlement mappings: unchanged memberships are added again. */
    @Override
    public List<Change> push(String groupName, List<String> userIds) {
        return add(userIds);
    }

    private static String members(List<String> userIds) {
        return list(userIds, id -> "{\"value\":%s}".formatted(quoted(id)));
    }
}
