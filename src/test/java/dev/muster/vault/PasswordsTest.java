package dev.muster.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords(8);

    @Test
    void onlyTheRightPasswordMatches() {
        String hash = passwords.hash("Grüße, Ann");

        assertThat(hash).startsWith("$2a$08$").hasSize(60).doesNotContain("Ann");
        assertThat(passwords.matches("Grüße, Ann", Optional.of(hash))).isTrue();
        assertThat(passwords.matches("grüße, Ann", Optional.of(hash))).isFalse();
    }

    @Test
    void everyCharacterOfALongPassphraseCounts() {
        String start = "x".repeat(100);
        String hash = passwords.hash(start + "a");

        assertThat(passwords.matches(start + "b", Optional.of(hash))).isFalse();
    }

    @Test
    void aPersonWhoDoesNotExistTakesAsLongToRefuse() {
        String hash = passwords.hash("right");
        Duration known = time(() -> passwords.matches("wrong", Optional.of(hash)));
        Duration unknown = time(() -> passwords.matches("wrong", Optional.empty()));

        assertThat(passwords.matches("wrong", Optional.empty())).isFalse();
        assertThat(unknown).isGreaterThan(known.dividedBy(5));
    }

    private static Duration time(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
