package dev.patchbay.protocol.dvbcss.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import dev.patchbay.dvbcss.ControlTimestamp;
import dev.patchbay.dvbcss.CssMessages;
import dev.patchbay.dvbcss.SetupData;
import dev.patchbay.dvbcss.spi.FixedTimelineSource;
import dev.patchbay.endpoint.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Test;

public class TsLoadTest {

    private static final String PTS = "urn:dvb:css:timeline:pts";

    private final Television television = new Television();

    @After
    public void end() {
        television.close();
    }

    /** Reads the position in each message and forgets the message. */
    private static final class Watcher extends FakeConnection {

        private volatile long received;
        private volatile long last = -1;
        private volatile boolean wentBack;

        @Override
        @SuppressWarnings("NonAtomicVolatileUpdate") // one at a time, by the contract under test
        public boolean post(Message message) {
            long position = Television.timestamp(text(message)).contentTime();
            wentBack |= position <= last;
            last = position;
            received++;
            return true;
        }

        Watcher follow(Television television) {
            open(television.server);
            say(CssMessages.encode(SetupData.of("", PTS)));
            return this;
        }
    }

    @Test
    public void aMillionChangesAreToldInOrderAndTheLastOneAlways() {
        FixedTimelineSource source = new FixedTimelineSource(PTS, ControlTimestamp.at(0, 0, 1));
        television.offer(source);
        Watcher client = new Watcher().follow(television);
        int changes = 1_000_000;

        for (int i = 1; i <= changes; i++) {
            source.set(ControlTimestamp.at(i, i, 1));
        }

        await().atMost(20, TimeUnit.SECONDS).until(() -> client.last == changes);
        assertTrue("Expected some messages, got " + client.received, client.received > 1);
        assertFalse(client.wentBack);
    }

    @Test
    public void changesOfSeveralThreadsEndWithTheLastOne() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, ControlTimestamp.at(0, 0, 1));
        television.offer(source);
        Watcher client = new Watcher().follow(television);
        List<Thread> writers = new ArrayList<>();
        Object turn = new Object();
        int[] position = {0};
        for (int writer = 0; writer < 3; writer++) {
            writers.add(new Thread(() -> {
                for (int i = 0; i < 20_000; i++) {
                    synchronized (turn) { // so that positions only grow; foreign locks are no problem
                        position[0]++;
                        source.set(ControlTimestamp.at(position[0], 0, 1));
                    }
                }
            }));
        }
        writers.forEach(Thread::start);
        for (Thread writer : writers) {
            writer.join(20_000);
        }
        await().until(() -> client.last == 60_000);
        assertFalse(client.wentBack);
    }

    @Test
    public void aThousandClientsAreToldOfAChange() throws Exception {
        FixedTimelineSource source = new FixedTimelineSource(PTS, ControlTimestamp.at(0, 0, 1));
        television.offer(source);
        List<Watcher> clients = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            clients.add(new Watcher().follow(television));
        }
        for (int change = 1; change <= 100; change++) {
            source.set(ControlTimestamp.at(change, 0, 1));
        }
        television.settle();
        for (Watcher client : clients) {
            assertEquals(100, client.last);
            assertFalse(client.wentBack);
        }
    }
}
