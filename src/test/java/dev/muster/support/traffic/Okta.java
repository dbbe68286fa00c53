package dev.muster.support.traffic;

import static dev.muster.support.traffic.Dialect.list;
import static dev.muster.support.traffic.Dialect.quoted;

import java.util.List;

/** Okta's catalogue integrations: users by PUT, switches without a path, groups by PATCH with {@code display}. */
final class Okta implements Dialect {

    @Override
    public String user(Profile profile) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":%1$s,\
                "name":{"givenName":%2$s,"familyName":%3$s},"emails":[{"primary":true,"value":%1$s,"type":"work"}],\
                "title":%4$s,"locale":"en-US","externalId":%5$s,"groups":[],\
                "password":"Zz19abqq","active":%6$s}""".formatted(
                        quoted(profile.userName()),
                        quoted(profile.givenName()),
                        quoted(profile.familyName()),
                        quoted(profile.title()),
                        quoted(profile.externalId()),
                        profile.active());
    }

    @Override
    public Change update(Profile profile) {
        return Change.put(user(profile));
    }

    @Override
    public Change toggle(Profile profile) {
        return Change.patch("""
                {"op":"replace","value":{"active":%s}}""".formatted(profile.active()));
    }

    @Override
    public Change rename(String groupId, String name) {
        return Change.patch("""
                {"op":"replace","value":{"id":%s,"displayName":%s}}""".formatted(quoted(groupId), quoted(name)));
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

    /** Push now: exactly these. */
    @Override
    public List<Change> push(String groupName, List<String> userIds) {
        return List.of(Change.patch("""
                {"op":"replace","path":"members","value":[%s]}""".formatted(members(userIds))));
    }

    private static String members(List<String> userIds) {
        return list(userIds, id -> """
                {"value":%s,"display":"somebody"}""".formatted(quoted(id)));
    }
}
