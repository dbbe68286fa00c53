package dev.muster.support.traffic;

import static dev.muster.support.traffic.Dialect.list;
import static dev.muster.support.traffic.Dialect.quoted;

import java.util.List;

/** Integrations made with Okta's app wizard: everything whole, by PUT, except for single members. */
final class OktaWizard implements Dialect {

    private final Okta okta = new Okta();

    @Override
    public String user(Profile profile) {
        return okta.user(profile);
    }

    @Override
    public Change update(Profile profile) {
        return Change.put(user(profile));
    }

    @Override
    public Change toggle(Profile profile) {
        return update(profile);
    }

    /** Without {@code members}, which leaves them as they are. */
    @Override
    public Change rename(String groupId, String name) {
        return Change.put("""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],\
                "id":%s,"displayName":%s}""".formatted(quoted(groupId), quoted(name)));
    }

    @Override
    public List<Change> add(List<String> userIds) {
        return okta.add(userIds);
    }

    @Override
    public Change remove(String userId) {
        return okta.remove(userId);
    }

    /** Exactly these. */
    @Override
    public List<Change> push(String groupName, List<String> userIds) {
        return List.of(Change.put("""
                {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],\
                "displayName":%s,"members":[%s]}""".formatted(
                        quoted(groupName), list(userIds, id -> "{\"value\":%s}".formatted(quoted(id))))));
    }
}
