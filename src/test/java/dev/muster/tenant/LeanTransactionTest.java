package dev.muster.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import dev.muster.sql.SqlFailure;
import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@ActivateRequestContext
class LeanTransactionTest {

    @Inject
    Tenants tenants;

    @Inject
    CurrentEnvironment environment;

    @Inject
    Transactions transactions;

    @Inject
    Sql sql;

    @Test
    void whatIsToHappenLaterHappensInOrderBeforeTheNextStatement() {
        enter();
        List<String> seen = transactions.lean(() -> {
            UUID id = insertLater("first");
            sql.later("update organization set name = name || ' changed' where id = ?", id);
            return names();
        });

        assertThat(seen).containsExactly("first changed");
    }

    @Test
    void whatIsToHappenLaterHappensWithTheCommitAtLast() {
        enter();
        transactions.lean(() -> insertLater("last"));

        assertThat(transactions.call(this::names)).containsExactly("last");
    }

    @Test
    void aFailureInTheRoundTripOfTheCommitLeavesNothing() {
        enter();
        var failure = catchThrowableOfType(
                SqlFailure.class,
                () -> transactions.lean(() -> {
                    UUID id = insertLater("once");
                    insertLater(id, "twice");
                    return sql.first("select 1 as one", row -> row.number("one"));
                }));

        assertThat(failure.duplicateOf()).contains("organization_pkey");
        assertThat(transactions.call(this::names)).isEmpty();

        assertThatThrownBy(() -> transactions.lean(() -> {
                    UUID id = insertLater("once");
                    return insertLater(id, "twice");
                }))
                .isInstanceOf(SqlFailure.class);
        assertThat(transactions.call(this::names)).isEmpty();
    }

    @Test
    void whenTheWorkThrowsNothingStays() {
        enter();
        assertThatThrownBy(() -> transactions.lean(() -> {
                    insertLater("never");
                    names();
                    throw new IllegalStateException("changed my mind");
                }))
                .hasMessage("changed my mind");

        assertThat(transactions.call(this::names)).isEmpty();
    }

    @Test
    void actionsAfterTheCommitFindItDone() {
        enter();
        var seen = new ArrayList<List<String>>();
        Runnable look = () -> seen.add(transactions.call(this::names));

        transactions.lean(() -> {
            sql.afterCommit(look);
            return insertLater("lean");
        });
        transactions.run(() -> {
            sql.afterCommit(look);
            insertLater("shared");
        });

        assertThat(seen).containsExactly(List.of("lean"), List.of("lean", "shared"));
    }

    @Test
    void actionsAfterTheCommitAreForgottenWithoutOne() {
        enter();
        var seen = new ArrayList<String>();

        assertThatThrownBy(() -> transactions.lean(() -> {
                    sql.afterCommit(() -> seen.add("lean"));
                    return insertLater(insertLater("once"), "twice");
                }))
                .isInstanceOf(SqlFailure.class);
        assertThatThrownBy(() -> transactions.run(() -> {
                    sql.afterCommit(() -> seen.add("shared"));
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(seen).isEmpty();
    }

    @Test
    void anotherTransactionInTheMiddleIsNoPartOfIt() {
        enter();
        assertThatThrownBy(() -> transactions.lean(() -> {
                    transactions.run(() -> insertLater("independent"));
                    insertLater("part of it");
                    throw new IllegalStateException();
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(transactions.call(this::names)).containsExactly("independent");
    }

    @Test
    void insideOfAnotherTransactionItIsRefused() {
        enter();
        assertThatThrownBy(() -> transactions.run(() -> transactions.lean(this::names)))
                .isInstanceOf(IllegalStateException.class);
    }

    private void enter() {
        environment.enter(tenants.fresh().environmentId());
    }

    private UUID insertLater(String name) {
        return insertLater(Ulids.next(), name);
    }

    private UUID insertLater(UUID id, String name) {
        sql.later(
                "insert into organization (environment_id, id, name, created_at, updated_at) values (?, ?, ?, now(), now())",
                environment.id(),
                id,
                name);
        return id;
    }

    private List<String> names() {
        return sql.list("select name from organization order by name", row -> row.text("name"));
    }
}
