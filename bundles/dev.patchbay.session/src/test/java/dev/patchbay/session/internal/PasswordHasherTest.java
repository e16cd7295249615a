package dev.patchbay.session.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.Test;

public class PasswordHasherTest {

    private static final int FEW = 1_000;

    private final PasswordHasher hasher = new PasswordHasher(FEW, 1, 10_000);

    @Test
    public void onlyThePasswordMatches() {
        PasswordHash hash = hasher.hash("correct horse");
        assertTrue(hasher.matches(hash, "correct horse", FEW));
        for (String wrong : new String[] {"", "correct hors", "correct horse ", "Correct horse"}) {
            assertFalse(wrong, hasher.matches(hash, wrong, FEW));
        }
    }

    @Test
    public void nobodysPasswordMatchesNothing() {
        assertFalse(hasher.matches(null, "", FEW));
        assertFalse(hasher.matches(null, "secret", FEW));
    }

    @Test
    public void onePasswordHasManyHashes() {
        assertNotEquals(hasher.hash("secret"), hasher.hash("secret"));
    }

    /** The vector of RFC 7914 §11; the first of its two blocks. */
    @Test
    public void itIsTheStandardsFunction() {
        byte[] salt = "NaCl".getBytes(StandardCharsets.US_ASCII);
        byte[] key = HexFormat.of().parseHex("4ddcd8f60b98be21830cee5ef22701f9641a4418d04c0414aeff08876b34ab56");
        assertTrue(hasher.matches(PasswordHash.of(80_000, salt, key), "Password", 1));
        assertFalse(hasher.matches(PasswordHash.of(79_999, salt, key), "Password", 1));
    }

    @Test
    public void aHashOfFewerIterationsCostsAsMuchAsNobodys() {
        PasswordHasher strong = new PasswordHasher(400_000, 1, 10_000);
        PasswordHash weak = hasher.hash("secret");
        PasswordHash usual = strong.hash("secret");
        strong.matches(usual, "warm", 400_000);
        long nobody = medianCpu(() -> strong.matches(null, "wrong", 400_000));
        long few = medianCpu(() -> strong.matches(weak, "wrong", 400_000));
        long many = medianCpu(() -> strong.matches(usual, "wrong", 400_000));
        assertAlike(nobody, few);
        assertAlike(nobody, many);
    }

    private static void assertAlike(long one, long other) {
        assertTrue(one + " ns, " + other + " ns", one < 2 * other && other < 2 * one);
    }

    /** Of processor time, so that others on the machine do not matter. */
    private static long medianCpu(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long[] times = LongStream.range(0, 5)
                .map(i -> {
                    long start = threads.getCurrentThreadCpuTime();
                    work.run();
                    return threads.getCurrentThreadCpuTime() - start;
                })
                .toArray();
        Arrays.sort(times);
        return times[2];
    }

    @Test
    public void whoeverFindsNoPlaceInTimeIsRefused() throws Exception {
        PasswordHasher slow = new PasswordHasher(5_000_000, 1, 1);
        CompletableFuture<PasswordHash> first = CompletableFuture.supplyAsync(() -> slow.hash("first"));
        await().until(() -> isRefused(slow));
        assertFalse("it was refused while the first was computed", first.isDone());
        first.get();
        assertFalse("the place is free again", isRefused(slow));
    }

    private static boolean isRefused(PasswordHasher busy) {
        try {
            busy.matches(null, "second", 1);
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }

    @Test
    public void aFailedComputationGivesItsPlaceBack() {
        PasswordHasher broken = new PasswordHasher(0, 1, 1);
        assertThrows(IllegalArgumentException.class, () -> broken.hash("secret"));
        assertThrows(IllegalArgumentException.class, () -> broken.hash("secret"));
    }
}
