package dev.muster.support.traffic;

import static dev.muster.support.traffic.Dialect.quoted;

import java.util.List;

/** Microsoft Entra ID: PATCH with capitalised operations, booleans as text, one member per request. */
final class Entra implements Dialect {

    @Override
    public String user(Profile profile) {
        return """
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
                "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"externalId":%5$s,"userName":%1$s,\
                "active":%6$s,"emails":[{"primary":true,"type":"work","value":%1$s}],\
                "meta":{"resourceType":"User"},"name":{"familyName":%3$s,"givenName":%2$s},\
                "title":%4$s,"roles":[]}""".formatted(
                        quoted(profile.userName()),
                        quoted(profile.givenName()),
                        quoted(profile.familyName()),
                        quoted(profile.title()),
                        quoted(profile.externalId()),
                        profile.active());
    }

    @Override
    public Change update(Profile profile) {
        return Change.patch("""
                {"op":"Replace","path":"name.givenName","value":%s},\
                {"op":"Add","path":"name.familyName","value":%s},\
                {"op":"Add","path":"title","value":%s},\
                {"op":"Replace","path":"emails[type eq \\"work\\"].value","value":%s}""".formatted(
                        quoted(profile.givenName()),
                        quoted(profile.familyName()),
                        quoted(profile.title()),
                        quoted(profile.userName())));
    }

    @Override
    public Change toggle(Profile profile) {
        return Change.patch("""
                {"op":"Replace","path":"active","value":"%s"}""".formatted(profile.active() ? "True" : "False"));
    }

    @Override
    public Change rename(String groupId, String name) {
        return Change.patch("""
                {"op":"Replace","path":"displayName","value":%s}""".formatted(quoted(name)));
    }

    @Override
    public List<Change> add(List<String> userIds) {
        return userIds.stream().map(Entra::add).toList();
    }

    /** RFC 7644 knows no value of a removal; read literally, this would empty the group. */
    @Override
    public Change remove(String userId) {
        return Change.patch("""
                {"op":"Remove","path":"members","value":[{"$ref":null,"value":%s}]}""".formatted(quoted(userId)));
    }

    /** Entra never reads members: it adds everybody again in every cycle. */
    @Override
    public List<Change> push(String groupName, List<String> userIds) {
        return add(userIds);
    }

    private static Change add(String userId) {
        return Change.patch("""
                {"op":"Add","path":"members","value":[{"$ref":null,"value":%s}]}""".formatted(quoted(userId)));
    }
}
