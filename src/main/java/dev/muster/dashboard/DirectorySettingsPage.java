package dev.muster.dashboard;

import dev.muster.directory.Directories;
import dev.muster.directory.Directory;
import dev.muster.directory.LabelTaken;
import dev.muster.directory.ScimAddresses;
import dev.muster.page.Text;
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
import java.util.Optional;
import org.jboss.resteasy.reactive.RestForm;

/** What the developer decides about a directory, up to its end. */
@Path("/dashboard/environments/{environment}/directories/{directory}")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class DirectorySettingsPage {

    private static final int LONGEST_NAME = 255;

    private final Directories directories;
    private final Transactions transactions;
    private final DirectoryFrames frames;
    private final Lookup lookup;
    private final ScimAddresses endpoints;
    private final Cookies cookies;

    DirectorySettingsPage(
            Directories directories,
            Transactions transactions,
            DirectoryFrames frames,
            Lookup lookup,
            ScimAddresses endpoints,
            Cookies cookies) {
        this.directories = directories;
        this.transactions = transactions;
        this.frames = frames;
        this.lookup = lookup;
        this.endpoints = endpoints;
        this.cookies = cookies;
    }

    /** As typed, which may be wrong. */
    record Wish(String name, String label, Directory.Deprovisioning deprovisioning) {

        static Wish of(Directory directory) {
            return new Wish(directory.name(), Text.given(directory.label()), directory.deprovisioning());
        }

        Optional<String> problem(Directory directory) {
            if (Text.of(name, LONGEST_NAME).isEmpty()) {
                return Optional.of("A directory needs a name of up to " + LONGEST_NAME + " characters.");
            }
            if (label.isEmpty() && directory.label() != null) {
                return Optional.of("A label can be changed but not taken away: the provider may be using it.");
            }
            return label.isEmpty() || Directory.isLabel(label)
                    ? Optional.empty()
                    : Optional.of("A label has 3 to 63 lower-case letters, digits and inner hyphens.");
        }

        Directories.Change change() {
            return new Directories.Change(name.strip(), label.isEmpty() ? null : label, deprovisioning, null);
        }
    }

    @CheckedTemplate(basePath = "dashboard/DirectorySettingsPage")
    static class Templates {
        static native TemplateInstance show(DirectoryFrame frame, Wish wish, String endpoint, Optional<String> problem);
    }

    @GET
    @Path("settings")
    public TemplateInstance show(String directory) {
        var frame = frames.still(directory, "settings");
        return page(frame, Wish.of(frame.directory()), Optional.empty());
    }

    @POST
    @Path("settings")
    public Response save(
            String directory, @RestForm String name, @RestForm String label, @RestForm String deprovisioning) {
        var frame = frames.still(directory, "settings");
        var wish = new Wish(Text.given(name), Text.given(label).strip(), policy(deprovisioning));
        Optional<String> problem = wish.problem(frame.directory()).or(() -> write(frame.directory(), wish));
        return problem.isPresent()
                ? Text.refuse(page(frame, wish, problem))
                : Redirect.to(Addresses.of(frame.directory()) + "/settings", cookies.notice(Notice.DIRECTORY_SAVED));
    }

    @POST
    @Path("pause")
    public Response pause(String directory) {
        return turn(directory, true, Notice.DIRECTORY_PAUSED);
    }

    @POST
    @Path("resume")
    public Response resume(String directory) {
        return turn(directory, false, Notice.DIRECTORY_RESUMED);
    }

    @GET
    @Path("delete")
    public TemplateInstance askDelete(String directory) {
        Directory found = lookup.directory(directory).directory();
        return new Question(
                        "Delete " + found.name() + "?",
                        "Its endpoint and tokens stop working at once. Your application gets dsync.deleted and drops the"
                                + " directory's users and groups. This cannot be undone.",
                        "Delete directory",
                        Addresses.of(found) + "/delete",
                        Addresses.of(found) + "/settings")
                .ask();
    }

    @POST
    @Path("delete")
    public Response delete(String directory) {
        Directory found = lookup.directory(directory).directory();
        transactions.run(() -> directories.delete(found.id()));
        return Redirect.to(
                Addresses.organization(found.environmentId(), found.organizationId()),
                cookies.notice(Notice.DIRECTORY_DELETED));
    }

    /** Anything but the word {@code delete} means the one that keeps people. */
    static Directory.Deprovisioning policy(String word) {
        return "delete".equals(word) ? Directory.Deprovisioning.DELETE : Directory.Deprovisioning.SUSPEND;
    }

    private Response turn(String directory, boolean paused, Notice notice) {
        Directory found = lookup.directory(directory).directory();
        transactions.run(() -> directories.change(found.id(), new Directories.Change(null, null, null, paused)));
        return Redirect.to(Addresses.of(found) + "/settings", cookies.notice(notice));
    }

    private Optional<String> write(Directory directory, Wish wish) {
        try {
            transactions.run(() -> directories.change(directory.id(), wish.change()));
            return Optional.empty();
        } catch (LabelTaken e) {
            return Optional.of("The label is taken by another directory.");
        }
    }

    private TemplateInstance page(DirectoryFrame frame, Wish wish, Optional<String> problem) {
        return Templates.show(frame, wish, endpoints.of(frame.directory()), problem);
    }
}
