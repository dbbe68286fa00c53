package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Window;
import dev.muster.support.Superuser;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change belongs to the claim it is made under. */
@QuarkusTest
@ActivateRequestContext
class IdempotentAnswersTest {

    private static final IdempotentAnswers.Request REQUEST =
            new IdempotentAnswers.Request("POST", "/organizations", "a key", new byte[0]);
    private static final UUID ORGANIZATION = Ulids.next();

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    CurrentActor actor;

    @Inject
    IdempotentAnswers answers;

    @Inject
    Transactions transactions;

    @Inject
    AuditLog audit;

    @BeforeEach
    void act() {
        environment.enter(tenants.fresh().environmentId());
        actor.act(new Actor(Actor.Kind.API_KEY, Ulids.next(), "Test key", null));
    }

    @Test
    void aClaimThatWasTakenOverChangesNothing() throws Exception {
        assertThat(answers.claim(REQUEST)).isInstanceOf(IdempotentAnswers.Claimed.class);
        sql("claim = gen_random_uuid()");

        assertThatThrownBy(this::change).isInstanceOf(IdempotentAnswers.ClaimLost.class);
        assertThat(entries()).isEmpty();
    }

    @Test
    void theClaimTellsThatTheChangeWasMade() throws Exception {
        answers.claim(REQUEST);
        change();
        assertThat(answers.claim(REQUEST)).isInstanceOf(IdempotentAnswers.Running.class);

        sql("done_at = now() - interval '1 minute'");
        assertThat(answers.claim(REQUEST))
                .isEqualTo(new IdempotentAnswers.Lost(IdType.ORGANIZATION.print(ORGANIZATION)));
    }

    @Test
    void onlyWhatCameToNothingIsReleased() {
        var first = (IdempotentAnswers.Claimed) answers.claim(REQUEST);
        answers.release(first);
        var second = (IdempotentAnswers.Claimed) answers.claim(REQUEST);
        change();
        answers.release(second);
        assertThat(answers.claim(REQUEST)).isInstanceOf(IdempotentAnswers.Running.class);

        answers.forget(second);
        assertThat(answers.claim(REQUEST)).isInstanceOf(IdempotentAnswers.Claimed.class);
    }

    private void change() {
        transactions.run(() -> audit.append("organization.created", IdType.ORGANIZATION, ORGANIZATION));
    }

    private List<AuditLog.Entry> entries() {
        return audit.list(new AuditLog.Query(null, null, null), new Window(10, false, null, null))
                .rows();
    }

    private void sql(String change) throws Exception {
        try (var database = Superuser.connect()) {
            database.execute(
                    "update idempotent_answer set " + change + " where environment_id = '" + environment.id() + "'");
        }
    }
}
