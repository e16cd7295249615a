package dev.patchbay.protocol.dvbcss.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.patchbay.clock.Clock;
import dev.patchbay.clock.CorrelatedClock;
import dev.patchbay.clock.Correlation;
import dev.patchbay.clock.SysClock;
import dev.patchbay.udp.UdpRequest;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class WallClockHandlerTest {

    private static final String REQUEST = "00 00 05 AA 01020304 0000000A 00000014 0000001E 00000028 00000032 0000003C";
    private static final double PRECISION_IN_SEC = Math.scalb(1.0, -19);
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final SysClock clock = new SysClock();
    private final WallClockHandler handler = handler(clock, false);

    private static WallClockHandler handler(Clock clock, boolean followUp) {
        return new WallClockHandler(WallClockTime.of(clock), new WallClockQuality(PRECISION_IN_SEC, 500, followUp));
    }

    private static List<ByteBuffer> ask(WallClockHandler handler, String hex) {
        FakeRequest request = FakeRequest.of(hex);
        handler.handle(request);
        return request.answers();
    }

    private List<ByteBuffer> ask(String hex) {
        return ask(handler, hex);
    }

    private static long time(ByteBuffer answer, int at) {
        assertTrue(answer.getInt(at + 4) >= 0 && answer.getInt(at + 4) < NANOS_PER_SECOND);
        return Integer.toUnsignedLong(answer.getInt(at)) * NANOS_PER_SECOND + answer.getInt(at + 4);
    }

    private static long receiveTime(ByteBuffer answer) {
        return time(answer, 16);
    }

    private static long transmitTime(ByteBuffer answer) {
        return time(answer, 24);
    }

    @Test
    public void theExampleOfTheSpecificationIsAnsweredAsThere() {
        long before = clock.ticks();
        List<ByteBuffer> answers = ask(REQUEST);
        long after = clock.ticks();

        assertEquals(1, answers.size());
        ByteBuffer answer = answers.get(0);
        assertEquals(32, answer.limit());
        assertEquals("0001ED000001F4000000000A00000014", FakeRequest.hex(answer, 0, 16));
        assertTrue(before <= receiveTime(answer));
        assertTrue(receiveTime(answer) <= transmitTime(answer));
        assertTrue(transmitTime(answer) <= after);
    }

    @Test
    public void theTimeOfReceiptIsThatOfTheSocketAndNotOfTheHandler() {
        FakeRequest request = FakeRequest.of(REQUEST);
        long asItCame = clock.ticks();
        while (clock.ticks() == asItCame) {
            Thread.onSpinWait();
        }

        handler.handle(request);

        assertEquals(
                clock.ticksAt(request.receivedAtInNs()),
                receiveTime(request.answers().get(0)));
        assertTrue(receiveTime(request.answers().get(0)) <= asItCame);
    }

    @Test
    public void whateverTheClientPutIntoOriginateComesBackBitForBit() {
        List<String> originates = List.of(
                "0000000000000000", "FFFFFFFFFFFFFFFF", "00000001FFFFFFFF", "123456783B9ACA00", "8000000080000000");
        for (String originate : originates) {
            ByteBuffer answer = ask("0000000000000000" + originate + "00000000000000000000000000000000")
                    .get(0);
            assertEquals(originate, FakeRequest.hex(answer, 8, 16));
        }
    }

    @Test
    public void fieldsThatMeanNothingInARequestAreNotEchoed() {
        ByteBuffer answer =
                ask("0000FFFFFFFFFFFF" + "00".repeat(8) + "FF".repeat(16)).get(0);

        assertEquals("0001ED000001F400", FakeRequest.hex(answer, 0, 8));
        assertFalse(FakeRequest.hex(answer, 16, 32).startsWith("FFFFFFFF"));
    }

    @Test
    public void aBadDatagramIsDroppedAndTheNextRequestAnswered() {
        List<String> bad = new ArrayList<>(List.of("", "00", REQUEST.substring(0, REQUEST.length() - 2)));
        List.of("0100", "FF00", "0001", "0002", "0003", "0004", "00FF")
                .forEach(beginning -> bad.add(beginning + "00".repeat(30)));
        for (String datagram : bad) {
            assertEquals(datagram, List.of(), ask(datagram));
            assertEquals(1, ask(REQUEST).size());
        }
        assertEquals(new WallClockHandler.Counts(10, 3, 2, 5, 0), handler.counts());
    }

    @Test
    public void alongerDatagramIsAnsweredWithAnOrdinaryOne() {
        for (int extra : new int[] {1, 32, 65_507 - 32}) {
            List<ByteBuffer> answers = ask(REQUEST + "AB".repeat(extra));
            assertEquals(1, answers.size());
            assertEquals(32, answers.get(0).limit());
            assertEquals("0001ED000001F4000000000A00000014", FakeRequest.hex(answers.get(0), 0, 16));
        }
    }

    @Test
    public void inFollowUpModeASecondAnswerFollowsThatWasSentLater() {
        List<ByteBuffer> answers = ask(handler(clock, true), REQUEST);

        assertEquals(2, answers.size());
        ByteBuffer first = answers.get(0);
        ByteBuffer second = answers.get(1);
        assertEquals("0002ED000001F400", FakeRequest.hex(first, 0, 8));
        assertEquals("0003ED000001F400", FakeRequest.hex(second, 0, 8));
        assertEquals(FakeRequest.hex(first, 8, 24), FakeRequest.hex(second, 8, 24));
        assertTrue(transmitTime(first) < transmitTime(second));
    }

    @Test
    public void changedQualityHoldsFromTheNextRequestOn() {
        handler.use(new WallClockQuality(0.001, 28, true));
        List<ByteBuffer> answers = ask(REQUEST);
        assertEquals("0002F70000001C00", FakeRequest.hex(answers.get(0), 0, 8));

        handler.use(new WallClockQuality(1, 0, false));
        assertEquals("0001000000000000", FakeRequest.hex(ask(REQUEST).get(0), 0, 8));
    }

    @Test
    public void precisionAndFrequencyErrorAreSentAsTheSpecificationSays() {
        assertEquals("000180000001F400", head(0, 500));
        assertEquals("000180000001F400", head(-1, 500));
        assertEquals("000180000001F400", head(Double.MIN_VALUE, 500));
        assertEquals("0001F0000001F400", head(0.00001, 500));
        assertEquals("0001F6000001F400", head(0.0007, 500));
        assertEquals("0001E30000003200", head(1e-9, 50));
        assertEquals("0001ED0000000003", head(1e-6, 0.01));
        assertEquals("00017F0000019000", head(Math.scalb(1.0, 127), 400));
        assertEquals("00017F0000018F01", head(Double.MAX_VALUE, 399.0 + 0.001));
        assertEquals("00010000FFFFFFFF", head(1, 1e12));
    }

    private static String head(double precisionInSec, double ppm) {
        WallClockQuality quality = new WallClockQuality(precisionInSec, ppm, false);
        return FakeRequest.hex(ByteBuffer.allocate(8).putLong(0, quality.head(quality.firstType())), 0, 8);
    }

    @Test
    public void anAnswerThatCannotBeSentIsCountedAndTheNextOneSent() {
        handler.handle(FakeRequest.of(REQUEST).unreachable());
        assertEquals(1, ask(REQUEST).size());
        assertEquals(new WallClockHandler.Counts(1, 0, 0, 0, 1), handler.counts());
    }

    @Test
    public void aClockOfAnotherRateIsConvertedToNanoseconds() {
        Clock milliseconds = new CorrelatedClock(clock, 1_000, Correlation.of(clock.ticks(), 5_000));
        ByteBuffer answer = ask(handler(milliseconds, false), REQUEST).get(0);

        long expected = 5 * NANOS_PER_SECOND;
        assertTrue(transmitTime(answer) >= expected && transmitTime(answer) < expected + 60 * NANOS_PER_SECOND);
        assertTrue(receiveTime(answer) <= transmitTime(answer));
    }

    @Test
    public void aCorrelatedClockCanBeTheWallClock() {
        Clock later = new CorrelatedClock(clock, 1e9, Correlation.of(0, 100 * NANOS_PER_SECOND));
        long before = later.ticks();
        ByteBuffer answer = ask(handler(later, false), REQUEST).get(0);

        assertTrue(receiveTime(answer) >= before - NANOS_PER_SECOND);
        assertTrue(transmitTime(answer) >= before);
        assertTrue(transmitTime(answer) <= later.ticks());
    }

    @Test
    public void severalThreadsAnswerAtTheSameTimeWithoutMixingThemUp() throws Exception {
        int threads = 4;
        int requests = 2_000;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int number = thread;
                work.add(() -> {
                    for (int i = 0; i < requests; i++) {
                        String originate = String.format("%08X%08X", number, i);
                        FakeRequest request = FakeRequest.of("00".repeat(8) + originate + "00".repeat(16));
                        handler.handle(request);
                        assertEquals(
                                originate, FakeRequest.hex(request.answers().get(0), 8, 16));
                    }
                    return null;
                });
            }
            for (Future<Void> done : pool.invokeAll(work)) {
                done.get(10, TimeUnit.SECONDS);
            }
            assertEquals((long) threads * requests, handler.counts().answered());
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    public void noiseOfAnyLengthHarmsNothing() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            byte[] noise = new byte[random.nextInt(100)];
            random.nextBytes(noise);
            FakeRequest request = FakeRequest.of(noise);
            handler.handle(request);
            boolean valid = noise.length >= 32 && noise[0] == 0 && noise[1] == 0;
            assertEquals(
                    Arrays.toString(noise), valid ? 1 : 0, request.answers().size());
        }
        assertEquals(1, ask(REQUEST).size());
    }

    @Test
    public void answeringAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        ThriftyRequest request = new ThriftyRequest();
        int requests = 10_000;
        answer(request, requests); // the first ones make the thread's own answer, and load classes
        long before = threads.getCurrentThreadAllocatedBytes();

        answer(request, requests);

        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue("Expected no more than the measuring takes, got " + allocated + " bytes", allocated < requests);
        assertEquals(2L * requests, request.answered);
    }

    private void answer(ThriftyRequest request, int times) {
        for (int i = 0; i < times; i++) {
            handler.handle(request);
        }
    }

    /** Comes again and again, and allocates nothing itself. */
    private static final class ThriftyRequest implements UdpRequest {

        private final ByteBuffer data = ByteBuffer.allocateDirect(32);
        private long answered;

        @Override
        public long receivedAtInNs() {
            return System.nanoTime();
        }

        @Override
        public ByteBuffer data() {
            return data;
        }

        @Override
        public InetSocketAddress source() {
            throw new UnsupportedOperationException();
        }

        @Override
        public InetSocketAddress destination() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void answer(ByteBuffer answer) {
            answered++;
        }
    }

    @Test
    public void theWarmUpLeavesNothingBehind() {
        WarmUp.run(WallClockTime.of(clock));
        assertEquals(new WallClockHandler.Counts(0, 0, 0, 0, 0), handler.counts());
        assertEquals(1, ask(REQUEST).size());
    }
}
