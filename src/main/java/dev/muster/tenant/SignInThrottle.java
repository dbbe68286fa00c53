package dev.muster.tenant;

import dev.muster.pace.MemoryPacer;
import dev.muster.pace.Rate;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/**
 * Slows down guessing of passwords: ten wrong ones an account, then one every two minutes; fifty an address, then one every
 * ten seconds. Right passwords are free. Counted per process: three replicas allow three times as much, still far too
 * little for bcrypt.
 */
@ApplicationScoped
public class SignInThrottle {

    private static final Rate ACCOUNT = Rate.of(10, Duration.ofMinutes(20));
    private static final Rate ADDRESS = Rate.of(50, Duration.ofSeconds(500));

    private final MemoryPacer pacer = new MemoryPacer();
    private final Clock clock;

    SignInThrottle() {
        this(Clock.systemUTC());
    }

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    /**
     * Counts an attempt; false: too many, do not even look at the password. The address comes first, so that one that has
     * had its share closes no further accounts.
     *
     * @param known whether it comes from a browser in which this account has signed in before; those are counted apart
     */
    public boolean allow(String email, boolean known, String address) {
        return pacer.tryAcquire(address(address), ADDRESS, clock.instant()).allowed()
                && pacer.tryAcquire(account(email, known), ACCOUNT, clock.instant())
                        .allowed();
    }

    /** The password was right: the attempt is forgotten. */
    public void forgive(String email, boolean known, String address) {
        pacer.forget(account(email, known));
        pacer.giveBack(address(address), ADDRESS);
    }

    private static String account(String email, boolean known) {
        return (known ? "known " : "account ") + email.strip().toLowerCase(Locale.ROOT);
    }

    private static String address(String address) {
        return "address " + address;
    }
}
