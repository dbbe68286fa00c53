package dev.muster.dashboard;

import dev.muster.id.Ulids;
import dev.muster.support.Tenants;
import dev.muster.tenant.Operator;
import dev.muster.tenant.Operators;
import jakarta.enterprise.context.ApplicationScoped;

/** A team with an environment and somebody who signs in. */
@ApplicationScoped
public class Teams {

    static final String PASSWORD = "correct horse battery";

    private final Tenants tenants;
    private final Operators operators;

    Teams(Tenants tenants, Operators operators) {
        this.tenants = tenants;
        this.operators = operators;
    }

    /** @param home address of the environment's overview */
    public record Team(Tenants.Tenant tenant, Operator operator, String home) {
        public Visit visit() {
            return new Visit().signIn(operator.email(), PASSWORD);
        }
    }

    public Team fresh() {
        return fresh(Operator.Role.ADMIN);
    }

    Team fresh(Operator.Role role) {
        var tenant = tenants.fresh();
        return new Team(tenant, operator(tenant, role), Addresses.environment(tenant.environmentId()));
    }

    /** Somebody else of the same team. */
    Team colleague(Team team, Operator.Role role) {
        return new Team(team.tenant(), operator(team.tenant(), role), team.home());
    }

    private Operator operator(Tenants.Tenant tenant, Operator.Role role) {
        String email = "operator-" + Ulids.print(Ulids.next()).toLowerCase() + "@muster.test";
        return operators.create(tenant.teamId(), email, PASSWORD, role).orElseThrow();
    }
}
