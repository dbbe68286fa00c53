package dev.muster.dashboard;

import dev.muster.directory.Directory;
import dev.muster.health.Health;
import dev.muster.health.MutedFindings;
import dev.muster.id.IdType;
import dev.muster.page.Text;
import dev.muster.tenant.Transactions;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestForm;

/** Hides a finding about a directory's health for a while, and shows it again. */
@Path("/dashboard/environments/{environment}/directories/{directory}/muted")
@Produces(MediaType.TEXT_HTML)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@RunOnVirtualThread
@SignedIn
class MutedFindingsPage {

    private final Health health;
    private final MutedFindings muted;
    private final Transactions transactions;
    private final Lookup lookup;
    private final Cookies cookies;

    MutedFindingsPage(Health health, MutedFindings muted, Transactions transactions, Lookup lookup, Cookies cookies) {
        this.health = health;
        this.muted = muted;
        this.transactions = transactions;
        this.lookup = lookup;
        this.cookies = cookies;
    }

    /** What is gone meanwhile needs no muting any more. */
    @POST
    public Response mute(String directory, @RestForm String code, @RestForm String subject) {
        Directory found = lookup.directory(directory).directory();
        transactions.call(() -> health.mute(found.id(), Text.given(code), Text.given(subject)));
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.FINDING_MUTED));
    }

    @POST
    @Path("{finding}/end")
    public Response unmute(String directory, String finding) {
        Directory found = lookup.directory(directory).directory();
        UUID id = IdType.MUTED_FINDING.parse(finding).orElseThrow(Refusal::unknown);
        transactions.call(() -> muted.unmute(found.id(), id));
        return Redirect.to(Addresses.of(found), cookies.notice(Notice.FINDING_SHOWN));
    }
}
