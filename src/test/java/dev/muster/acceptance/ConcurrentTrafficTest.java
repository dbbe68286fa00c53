package dev.muster.acceptance;

import dev.muster.support.Application;
import dev.muster.support.Tenants;
import dev.muster.support.fold.FoldCheck;
import dev.muster.support.traffic.Plan;
import dev.muster.support.traffic.SeededTraffic;
import dev.muster.support.wire.ScimTarget;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Many requests of a provider under way at once: none fails for it, and all accounts of the directory agree. */
@QuarkusTest
class ConcurrentTrafficTest {

    @Inject
    Tenants tenants;

    @Test
    void eventsApiAndScimAgreeAfterMixedTraffic() throws InterruptedException {
        Application application = Application.of(tenants.fresh());
        ScimTarget scim = application.directory("generic scim v2.0");

        new SeededTraffic(scim, Plan.of(20, 5, 16, 2_000)).run().assertNoSurprises();

        new FoldCheck(scim, application.api()).assertAllAgree();
    }
}
