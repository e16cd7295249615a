package dev.patchbay.protocol.dvbcss.internal;

import dev.patchbay.dvbcss.WcMessage;
import dev.patchbay.udp.UdpRequest;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;

/** Has the handling of requests compiled before the first client comes. */
final class WarmUp {

    /** As many as it takes for the compiler to take notice, and a few milliseconds. */
    static final int REQUESTS = 20_000;

    private WarmUp() {}

    /** Answers made-up requests, plain and with follow-up; they are counted nowhere. */
    static void run(WallClockTime time) {
        try {
            answerWith(new WallClockHandler(time, new WallClockQuality(0, 0, true)), REQUESTS / 10);
            answerWith(new WallClockHandler(time, new WallClockQuality(0, 0, false)), REQUESTS);
        } finally {
            WallClockHandler.leaveThread();
        }
    }

    private static void answerWith(WallClockHandler handler, int times) {
        MadeUpRequest request = new MadeUpRequest();
        for (int i = 0; i < times; i++) {
            request.receive(i);
            handler.handle(request);
        }
    }

    /** Comes from nowhere, and so do its answers go. */
    private static final class MadeUpRequest implements UdpRequest {

        private static final InetSocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere", 0);

        private final ByteBuffer data = ByteBuffer.allocateDirect(WcMessage.LENGTH);
        private long receivedAtInNs;

        void receive(long number) {
            receivedAtInNs = System.nanoTime();
            data.clear().putLong(WcMessage.ORIGINATE_AT, number);
        }

        @Override
        public long receivedAtInNs() {
            return receivedAtInNs;
        }

        @Override
        public ByteBuffer data() {
            return data;
        }

        @Override
        public InetSocketAddress source() {
            return NOWHERE;
        }

        @Override
        public InetSocketAddress destination() {
            return NOWHERE;
        }

        @Override
        public void answer(ByteBuffer answer) {
            answer.position(answer.limit());
        }
    }
}
