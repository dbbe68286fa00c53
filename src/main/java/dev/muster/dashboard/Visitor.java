package dev.muster.dashboard;

import dev.muster.tenant.Environment;
import dev.muster.tenant.Operator;
import dev.muster.tenant.OperatorSessions;
import dev.muster.webhook.EndpointAlarms;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Named;
import java.util.List;
import java.util.Optional;

/** Who looks at the page and from where: what the frame around every page shows. Filled by {@link Doorkeeper}. */
@Named
@RequestScoped
public class Visitor {

    private OperatorSessions.Session session;
    private List<Environment> environments = List.of();
    private Environment environment;
    private List<EndpointAlarms.Alarm> alarms = List.of();
    private Notice notice;
    private String path = "";

    void arrive(OperatorSessions.Session session, List<Environment> environments, String path) {
        this.session = session;
        this.environments = environments;
        this.path = path;
    }

    void enter(Environment environment) {
        this.environment = environment;
    }

    void warn(List<EndpointAlarms.Alarm> alarms) {
        this.alarms = alarms;
    }

    void tell(Notice notice) {
        this.notice = notice;
    }

    public OperatorSessions.Session session() {
        return session;
    }

    public Operator operator() {
        return session.operator();
    }

    public List<Environment> environments() {
        return environments;
    }

    /** The environment of the page's address; null on the few pages above all environments. */
    public Environment environment() {
        return environment;
    }

    /** The environment whose parts the frame offers: above all environments it is the only one there is, if there is only one. */
    public Environment offered() {
        return environment == null && environments.size() == 1 ? environments.getFirst() : environment;
    }

    /** Webhook endpoints of the environment that somebody has to look after; their own pages say it by themselves. */
    public List<EndpointAlarms.Alarm> alarms() {
        return alarms.stream()
                .filter(alarm -> !path.startsWith(Addresses.address(alarm)))
                .toList();
    }

    public Optional<Notice> notice() {
        return Optional.ofNullable(notice);
    }

    /** Whether the page lies below this part of the environment, for the navigation. */
    public boolean isIn(String part) {
        return environment != null && path.startsWith(Addresses.of(environment) + "/" + part);
    }

    public boolean isAt(String address) {
        return path.equals(address);
    }
}
