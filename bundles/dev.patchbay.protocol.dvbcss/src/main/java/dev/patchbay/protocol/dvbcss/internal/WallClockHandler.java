package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.WcMessage;
import dev.patchbay.udp.UdpRequest;
import dev.patchbay.udp.spi.UdpRequestHandler;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers wall clock requests (ETSI TS 103 286-2 §8). Thread-safe.
 *
 * <p>Between receiving and sending nothing is allocated and nothing logged: what clients measure is how long this
 * takes.
 */
public final class WallClockHandler implements UdpRequestHandler {

    /** Longer than any message, so that one that is too long is seen, and answered, as what it is. */
    static final int MAX_BYTES = 64;

    /**
     * What happened to the datagrams that came.
     *
     * @param answered requests that were answered
     * @param tooShort those of less than 32 octets
     * @param wrongVersion those of another version than 0
     * @param wrongType those that are no request
     * @param unsent requests whose answer the system did not take
     */
    public record Counts(long answered, long tooShort, long wrongVersion, long wrongType, long unsent) {}

    /** The first octets of answers, prepared. */
    private record Heads(long first, long followUp, boolean hasFollowUp) {

        static Heads of(WallClockQuality quality) {
            return new Heads(quality.head(quality.firstType()), quality.head(WcMessage.FOLLOW_UP), quality.followUp());
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(WallClockHandler.class);

    /** An answer for each thread that handles requests. */
    private static final ThreadLocal<ByteBuffer> ANSWER =
            ThreadLocal.withInitial(() -> ByteBuffer.allocateDirect(WcMessage.LENGTH));

    private final WallClockTime time;
    private final LogLimit complaints = LogLimit.onceIn(1);
    private final LongAdder answered = new LongAdder();
    private final LongAdder tooShort = new LongAdder();
    private final LongAdder wrongVersion = new LongAdder();
    private final LongAdder wrongType = new LongAdder();
    private final LongAdder unsent = new LongAdder();
    private volatile Heads heads;

    WallClockHandler(WallClockTime time, WallClockQuality quality) {
        this.time = time;
        this.heads = Heads.of(quality);
    }

    /** From the next request on. */
    void use(WallClockQuality quality) {
        heads = Heads.of(quality);
    }

    Counts counts() {
        return new Counts(answered.sum(), tooShort.sum(), wrongVersion.sum(), wrongType.sum(), unsent.sum());
    }

    /** Lets go what the calling thread needed to handle requests. */
    static void leaveThread() {
        ANSWER.remove();
    }

    @Override
    public void handle(UdpRequest request) {
        LongAdder fault = fault(request.data());
        if (fault == null) {
            answer(request);
        } else {
            fault.increment();
            complain(request);
        }
    }

    /** Where it is counted if it is no request; null if it is. */
    private @Nullable LongAdder fault(ByteBuffer data) {
        if (data.limit() < WcMessage.LENGTH) {
            return tooShort;
        } else if (data.get(WcMessage.VERSION_AT) != 0) {
            return wrongVersion;
        }
        return data.get(WcMessage.TYPE_AT) == WcMessage.REQUEST ? null : wrongType;
    }

    private void answer(UdpRequest request) {
        Heads now = heads;
        ByteBuffer answer = ANSWER.get();
        answer.putLong(WcMessage.ORIGINATE_AT, request.data().getLong(WcMessage.ORIGINATE_AT));
        WcMessage.putTime(answer, WcMessage.RECEIVE_AT, time.atInNs(request.receivedAtInNs()));
        try {
            send(request, answer, now.first);
            if (now.hasFollowUp) {
                send(request, answer, now.followUp);
            }
            answered.increment();
        } catch (IOException e) {
            unsent.increment();
            complain(request, e);
        }
    }

    /** The clock is read last: whatever comes after that is an error that clients see. */
    private void send(UdpRequest request, ByteBuffer answer, long head) throws IOException {
        answer.clear().putLong(0, head);
        WcMessage.putTime(answer, WcMessage.TRANSMIT_AT, time.nowInNs());
        request.answer(answer);
    }

    private void complain(UdpRequest request) {
        if (LOG.isDebugEnabled()) {
            long suppressed = complaints.due();
            if (suppressed != LogLimit.NOT_NOW) {
                ByteBuffer data = request.data();
                LOG.debug(
                        "Expected a wall clock request of 32 octets, version 0 and type 0, got {} octets from {}: {};"
                                + " it is dropped ({} before were not logged)",
                        data.limit(),
                        request.source(),
                        beginning(data),
                        suppressed);
            }
        }
    }

    private void complain(UdpRequest request, IOException failure) {
        if (LOG.isDebugEnabled()) {
            long suppressed = complaints.due();
            if (suppressed != LogLimit.NOT_NOW) {
                LOG.debug(
                        "The answer to {} could not be sent ({} before were not logged)",
                        request.source(),
                        suppressed,
                        failure);
            }
        }
    }

    /** Version and type, as far as they came. */
    private static String beginning(ByteBuffer data) {
        StringBuilder octets = new StringBuilder();
        for (int i = 0; i < Math.min(data.limit(), WcMessage.PRECISION_AT); i++) {
            octets.append(i == 0 ? "" : ", ").append(data.get(i) & 0xFF);
        }
        return octets.isEmpty() ? "nothing" : octets.toString();
    }
}
