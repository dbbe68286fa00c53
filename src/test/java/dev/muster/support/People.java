package dev.muster.support;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.GroupProvisioning;
import dev.muster.directory.MemberDelta;
import dev.muster.directory.Outcome;
import dev.muster.directory.Precondition;
import dev.muster.directory.UserProvisioning;
import dev.muster.id.IdType;
import dev.muster.tenant.CurrentEnvironment;
import dev.muster.tenant.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Plays the provider of a directory without SCIM, for tests of what comes after it. Ids are the printed ones. */
@ApplicationScoped
public class People {

    private static final JsonMapper JSON = new JsonMapper();

    private final CurrentEnvironment environment;
    private final Transactions transactions;
    private final Directories directories;
    private final UserProvisioning users;
    private final GroupProvisioning groups;

    People(
            CurrentEnvironment environment,
            Transactions transactions,
            Directories directories,
            UserProvisioning users,
            GroupProvisioning groups) {
        this.environment = environment;
        this.transactions = transactions;
        this.directories = directories;
        this.users = users;
        this.groups = groups;
    }

    /** @return the user's id */
    @ActivateRequestContext
    public String user(Tenants.Tenant tenant, String directory, ObjectNode resource) {
        return IdType.DIRECTORY_USER.print(
                done(users.create(access(tenant, directory), resource)).id());
    }

    /** @return the user's id */
    @ActivateRequestContext
    public String user(Tenants.Tenant tenant, String directory, String userName) {
        ObjectNode resource = JSON.createObjectNode().put("userName", userName);
        return IdType.DIRECTORY_USER.print(
                done(users.create(access(tenant, directory), resource)).id());
    }

    @ActivateRequestContext
    public void change(Tenants.Tenant tenant, String directory, String user, UnaryOperator<ObjectNode> change) {
        done(users.change(access(tenant, directory), userRow(user), Precondition.NONE, change));
    }

    /** @param user id of the row */
    @ActivateRequestContext
    public void delete(Tenants.Tenant tenant, String directory, String user) {
        done(users.delete(access(tenant, directory), userRow(user), Precondition.NONE));
    }

    /** @return the group's id */
    @ActivateRequestContext
    public String group(Tenants.Tenant tenant, String directory, String name, String... members) {
        Set<UUID> people = Arrays.stream(members).map(People::userRow).collect(Collectors.toSet());
        ObjectNode resource = JSON.createObjectNode().put("displayName", name);
        var created = groups.create(access(tenant, directory), resource, new MemberDelta.Members(people, Set.of()));
        return IdType.DIRECTORY_GROUP.print(done(created).id());
    }

    private DirectoryAccess access(Tenants.Tenant tenant, String directory) {
        environment.enter(tenant.environmentId());
        UUID id = IdType.DIRECTORY.parse(directory).orElseThrow();
        Directory found = transactions.call(() -> directories.get(id)).orElseThrow();
        return DirectoryAccess.of(found);
    }

    private static UUID userRow(String user) {
        return IdType.DIRECTORY_USER.parse(user).orElseThrow();
    }

    private static <T> T done(Outcome<T> outcome) {
        return ((Outcome.Done<T>) outcome).resource();
    }
}
