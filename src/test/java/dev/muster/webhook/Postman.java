package dev.muster.webhook;

import dev.muster.support.SettableClock;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;

/** Delivers what there is to deliver, for tests of other packages: in tests no dispatcher runs by itself. */
@ApplicationScoped
public class Postman {

    private final Workshop workshop;

    Postman(Workshop workshop) {
        this.workshop = workshop;
    }

    /** Everything that is due now. */
    public void deliver() throws SQLException {
        deliverIn(Duration.ZERO);
    }

    /** Everything that is due then. */
    public void deliverIn(Duration later) throws SQLException {
        workshop.expireLeases();
        var clock = new SettableClock();
        clock.advance(later);
        workshop.settle(workshop.runner(clock), clock);
        workshop.expireLeases();
    }
}
