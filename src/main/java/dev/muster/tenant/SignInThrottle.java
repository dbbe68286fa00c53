package dev.muster.tenant;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Slows down guessing of passwords: ten wrong ones an account, then one every two minutes; fifty an address, then one every
 * ten seconds. Right passwords are free. Counted per process: three replicas allow three times as much, still far too
 * little for bcrypt.
 */
@ApplicationScoped
public class SignInThrottle {

    private static final Limit ACCOUNT = new Limit(10, Duration.ofMinutes(2));
    private static final Limit ADDRESS = new Limit(50, Duration.ofSeconds(10));
    /** A bound on memory; a flood of names that large is held up by its addresses. */
    private static final int LARGEST = 100_000;

    private final Clock clock;
    private final ConcurrentHashMap<String, Instant> debts = new ConcurrentHashMap<>();

    SignInThrottle() {
        this(Clock.systemUTC());
    }

    SignInThrottle(Clock clock) {
        this.clock = clock;
    }

    private record Limit(int burst, Duration each) {
        Duration most() {
            return each.multipliedBy(burst);
        }
    }

    /** Counts an attempt; false: too many, do not even look at the password. */
    public boolean allow(String email, String address) {
        return take(account(email), ACCOUNT) && take(address(address), ADDRESS);
    }

    /** The password was right: the attempt is forgotten. */
    public void forgive(String email, String address) {
        debts.remove(account(email));
        debts.computeIfPresent(address(address), (key, debt) -> debt.minus(ADDRESS.each()));
    }

    /** A debt is the moment at which all attempts are paid off; each adds its share, none may lie too far ahead. */
    private boolean take(String key, Limit limit) {
        Instant now = clock.instant();
        if (debts.size() >= LARGEST) {
            debts.values().removeIf(debt -> debt.isBefore(now));
        }
        Instant most = now.plus(limit.most());
        Instant debt = debts.compute(key, (same, before) -> {
            Instant next = (before == null || before.isBefore(now) ? now : before).plus(limit.each());
            return next.isAfter(most) ? most.plusMillis(1) : next;
        });
        return !debt.isAfter(most);
    }

    private static String account(String email) {
        return "account " + email.strip().toLowerCase(Locale.ROOT);
    }

    private static String address(String address) {
        return "address " + address;
    }
}
