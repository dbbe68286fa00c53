package dev.muster.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class UlidsTest {

    private static final UUID ALL_ONES = new UUID(-1, -1);

    @Test
    void idsOfOneThreadRiseInTextAndInTime() {
        List<String> texts = IntStream.range(0, 20_000)
                .mapToObj(i -> Ulids.print(Ulids.next()))
                .toList();

        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void parallelThreadsNeverGetTheSameIdAndEachSeesItsOwnRise() throws Exception {
        Set<UUID> all = ConcurrentHashMap.newKeySet();
        Callable<List<String>> run = () -> IntStream.range(0, 5_000)
                .mapToObj(i -> Ulids.next())
                .peek(all::add)
                .map(Ulids::print)
                .toList();

        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var texts : threads.invokeAll(Collections.nCopies(8, run))) {
                assertThat(texts.get()).isSorted();
            }
        }
        assertThat(all).hasSize(40_000);
    }

    @Test
    void idsStillRiseWhenTheClockStepsBack() {
        Sequence sequence = new Sequence();

        List<String> texts = new ArrayList<>();
        for (long millis : new long[] {1_000, 1_000, 400, 1, 1_001, 1_001}) {
            texts.add(Ulids.print(sequence.after(millis, -1, -1)));
        }

        assertThat(texts).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void aFullMillisecondCarriesIntoTheNext() {
        Sequence sequence = new Sequence();
        sequence.after(1_000, -1, -1);

        assertThat(Ulids.instant(sequence.after(1_000, 0, 0))).isEqualTo(Instant.ofEpochMilli(1_001));
    }

    @Test
    void theIdCarriesItsTimeToTheMillisecond() {
        Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
        Instant time = Instant.parse("2026-01-15T12:00:00.123Z");

        assertThat(Ulids.instant(Ulids.at(time.plusNanos(999_999)))).isEqualTo(time);
        assertThat(Ulids.instant(Ulids.at(Instant.EPOCH))).isEqualTo(Instant.EPOCH);
        assertThat(Ulids.instant(Ulids.next())).isBetween(before, Instant.now().plusSeconds(1));
        assertThat(Ulids.at(time)).isNotEqualTo(Ulids.at(time));
    }

    @Test
    void timesThatDoNotFitAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ulids.at(Instant.EPOCH.minusMillis(1)));
        assertThatIllegalArgumentException().isThrownBy(() -> Ulids.at(Instant.ofEpochMilli(1L << 48)));
    }

    @Test
    void printsTheVectorsOfTheSpecification() {
        assertThat(Ulids.print(new UUID(0, 0))).isEqualTo("00000000000000000000000000");
        assertThat(Ulids.print(ALL_ONES)).isEqualTo("7ZZZZZZZZZZZZZZZZZZZZZZZZZ");
        assertThat(Ulids.print(Ulids.of(1_469_918_176_385L, 0, 0))).startsWith("01ARYZ6S41");
        assertThat(Ulids.parse("01ARZ3NDEKTSV4RRFFQ69G5FAV"))
                .contains(UUID.fromString("01563e3a-b5d3-d676-4c61-efb99302bd5b"));
    }

    @Test
    void readsWhatItPrintsInEitherCase() {
        IntStream.range(0, 1_000).mapToObj(i -> UUID.randomUUID()).forEach(id -> {
            assertThat(Ulids.parse(Ulids.print(id))).contains(id);
            assertThat(Ulids.parse(Ulids.print(id).toLowerCase())).contains(id);
        });
        assertThat(Ulids.parse(Ulids.print(ALL_ONES))).contains(ALL_ONES);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "01ARZ3NDEKTSV4RRFFQ69G5FA",
                "01ARZ3NDEKTSV4RRFFQ69G5FAVV",
                "81ARZ3NDEKTSV4RRFFQ69G5FAV",
                "ZZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "I1ARZ3NDEKTSV4RRFFQ69G5FAV",
                "01ARZ3NDEKTSV4RRFFQ69G5FAU",
                "01ARZ3NDEKTSV4RRFFQ69G5FAL",
                "01ARZ3NDEKTSV4RRFFQ69G5FAO",
                " 1ARZ3NDEKTSV4RRFFQ69G5FAV",
                "01ARZ3NDEKTSV4RRFFQ69G5FA\u0000",
                "01ARZ3NDEKTSV4RRFFQ69G5FA٣",
                "01ARZ3NDEKTSV4RRFFQ69G5FAＶ",
                "01ARZ3NDEKTSV4RRFFQ69G5F😀",
            })
    void anythingElseIsNoUlid(String text) {
        assertThat(Ulids.parse(text)).isEmpty();
    }
}
