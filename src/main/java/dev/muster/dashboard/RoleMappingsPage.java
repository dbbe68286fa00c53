package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.directory.DirectoryGroup;
import dev.muster.directory.DirectorySearch;
import dev.muster.directory.Role;
import dev.muster.directory.RoleMappings;
import dev.muster.directory.Roles;
import dev.muster.directory.UserRewrites;
import dev.muster.id.IdType;
import dev.muster.page.Paging;
import dev.muster.sql.Slice;
import dev.muster.tenant.Transactions;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;

/** Which groups of a directory give their members a role. */
@Path("/dashboard/environments/{environment}/directories/{directory}/roles")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class RoleMappingsPage {

    private static final int LONGEST_SEARCH = 200;
    private static final String MAPPED = "mapped";

    private final DirectoryFrames frames;
    private final DirectorySearch search;
    private final Roles roles;
    private final RoleMappings mappings;
    private final UserRewrites rewrites;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Cookies cookies;

    RoleMappingsPage(
            DirectoryFrames frames,
            DirectorySearch search,
            Roles roles,
            RoleMappings mappings,
            UserRewrites rewrites,
            Transactions transactions,
            Lookup lookup,
            Cookies cookies) {
        this.frames = frames;
        this.search = search;
        this.roles = roles;
        this.mappings = mappings;
        this.rewrites = rewrites;
        this.transactions = transactions;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    @CheckedTemplate(basePath = "dashboard/RoleMappingsPage")
    static class Templates {
        static native TemplateInstance list(
                DirectoryFrame frame,
                Optional<UserRewrites.Progress> progress,
                List<DirectoryGroup> groups,
                List<Role> roles,
                String search,
                String show,
                Paging paging);
    }

    @GET
    public TemplateInstance list(
            String directory,
            @RestQuery("search") String typed,
            @RestQuery String show,
            @RestQuery String after,
            @RestQuery String before) {
        var frame = frames.still(directory, "roles");
        String words = Text.of(typed, LONGEST_SEARCH).orElse("");
        boolean mapped = MAPPED.equals(show);
        Slice<DirectoryGroup> slice = transactions.call(() -> mapped
                ? mapped(frame.directory(), words)
                : search.groups(
                        frame.directory().id(),
                        words.isEmpty() ? null : words,
                        Paging.window(IdType.DIRECTORY_GROUP, after, before)));
        var paging = Paging.of(
                slice,
                group -> IdType.DIRECTORY_GROUP.print(group.id()),
                Addresses.of(frame.directory()) + "/roles",
                Map.of("search", words));
        List<Role> all = transactions.call(roles::all);
        var progress = transactions
                .call(() -> rewrites.progress(frame.directory().id()))
                .filter(UserRewrites.Progress::running);
        return Templates.list(frame, progress, slice.rows(), all, words, mapped ? MAPPED : "", paging);
    }

    /** All of them: nobody maps groups by the thousand. */
    private Slice<DirectoryGroup> mapped(Directory directory, String words) {
        String key = words.toLowerCase(Locale.ROOT);
        List<DirectoryGroup> groups = mappings.of(directory.id()).stream()
                .filter(group -> group.displayName().toLowerCase(Locale.ROOT).contains(key))
                .toList();
        return new Slice<>(groups, false, false);
    }

    /** @param group ids of the groups on the page @param role for each of them a role's id, or nothing */
    @POST
    public Response save(String directory, @RestForm List<String> group, @RestForm List<String> role) {
        Directory home = lookup.directory(directory).directory();
        Map<UUID, UUID> wanted = wanted(group, role).orElseThrow(Refusal::unknown);
        transactions.run(() -> {
            List<UUID> named =
                    wanted.values().stream().filter(Objects::nonNull).distinct().toList();
            if (!mappings.unknownRoles(named).isEmpty()) {
                throw Refusal.unknown();
            }
            mappings.assign(home.id(), wanted);
        });
        return Redirect.to(Addresses.of(home) + "/roles", cookies.notice(Notice.MAPPING_SAVED));
    }

    /** Role by group, null for none; empty when the form is not one of ours. */
    private static Optional<Map<UUID, UUID>> wanted(List<String> groups, List<String> roles) {
        if (groups.size() != roles.size()) {
            return Optional.empty();
        }
        var wanted = new HashMap<UUID, UUID>();
        for (int i = 0; i < groups.size(); i++) {
            Optional<UUID> group = IdType.DIRECTORY_GROUP.parse(groups.get(i));
            Optional<UUID> role = IdType.ROLE.parse(roles.get(i));
            if (group.isEmpty() || (role.isEmpty() && !roles.get(i).isEmpty())) {
                return Optional.empty();
            }
            wanted.put(group.get(), role.orElse(null));
        }
        return Optional.of(wanted);
    }
}
