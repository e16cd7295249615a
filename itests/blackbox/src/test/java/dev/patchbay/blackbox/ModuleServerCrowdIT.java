package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.After;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** More clients than a module has places for, and one that sends more than anybody reads. */
public class ModuleServerCrowdIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** As shipped. */
    private static final int PLACES = 64;

    /** What a JVM may open for itself meanwhile; a thousand clients leave more. */
    private static final int ITS_OWN = 8;

    private static final int THREADS = 20;
    private static final int CLIENTS_OF_A_THREAD = 50;

    private static final int MEBIBYTE = 1 << 20;

    /** Of one line, in mebibytes; a node takes 16. */
    private static final int SENT = 100;

    private static final String MODULES = """
            "lamp": ["lab.lamp", "Lamp", null],
            "other": ["lab.lamp", "Lamp", null],
            "barred": ["lab.lamp", "Barred", null]
            """;

    /** Who sends that much may take his time: it is his length that is tried here. */
    private static final Map<String, String> PATIENT =
            Map.of("moduleserver", "\"helloInMs\": 20000, \"requestInMs\": 20000");

    private static ModuleServerNode node;
    private static Footprint footprint;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    @BeforeClass
    public static void startANodeWithAModuleThatKeepsItsClientsWaiting() throws Exception {
        node = ModuleServerNode.started("lamp", MODULES, PATIENT);
        node.awaitServed("other");
        footprint = Footprint.of(node.process().process().pid());
    }

    @AfterClass
    public static void stopIt() throws Exception {
        if (node != null) {
            node.close();
        }
    }

    @After
    public void endThreads() {
        threads.shutdownNow();
    }

    @Test
    public void ofAThousandClientsAtOnceThoseWithAPlaceAreServedInTurnAndTheOthersAreToldThatTheQueueIsFull()
            throws Exception {
        long before = settledDescriptors();
        List<List<FormClient>> crowd = new ArrayList<>();
        for (Future<List<FormClient>> waiting : begin()) {
            crowd.add(waiting.get(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }
        assertEquals(PLACES, crowd.stream().mapToInt(List::size).sum());
        assertEquals("others are served", 1, node.com("lamp", "echo", "[1]").getAsInt());
        assertTrue("those who wait are connected", footprint.descriptors() >= before + PLACES);

        node.openTheGate();
        List<Long> turns = new ArrayList<>();
        for (List<FormClient> waiting : crowd) {
            List<Long> inTurn = answers(waiting);
            assertEquals("as they came", inTurn.stream().sorted().toList(), inTurn);
            turns.addAll(inTurn);
        }
        assertEquals(
                "each once",
                LongStream.rangeClosed(1, PLACES).boxed().toList(),
                turns.stream().sorted().toList());
        assertTrue(node.com("barred", "ready", "[]").getAsBoolean());
        await().atMost(PATIENCE).until(() -> footprint.descriptors() <= before + ITS_OWN);
    }

    /** Those it has when it has opened what it opens at its start. */
    private static long settledDescriptors() {
        AtomicLong last = new AtomicLong();
        await().atMost(PATIENCE).during(Duration.ofSeconds(1)).until(() -> {
            long now = footprint.descriptors();
            return last.getAndSet(now) == now;
        });
        return last.get();
    }

    /** Of each thread those who got a place, in the order in which they did. */
    private List<Future<List<FormClient>>> begin() {
        List<Future<List<FormClient>>> crowd = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            crowd.add(threads.submit(ModuleServerCrowdIT::comeOneAfterTheOther));
        }
        return crowd;
    }

    private static List<FormClient> comeOneAfterTheOther() throws IOException {
        List<FormClient> waiting = new ArrayList<>();
        for (int i = 0; i < CLIENTS_OF_A_THREAD; i++) {
            FormClient client = node.connect();
            JsonObject answer = client.hello("barred");
            if (answer.get("error").getAsBoolean()) {
                assertFull(answer);
                assertTrue(client.isOver());
                client.close();
            } else {
                client.request("\"turn\"", "[]", false);
                waiting.add(client);
            }
        }
        return waiting;
    }

    private static void assertFull(JsonObject answer) {
        String text = answer.get("traceback").getAsString();
        assertTrue(text, text.endsWith(": barred queue is full"));
        assertEquals("", answer.get("response").getAsString());
    }

    private static List<Long> answers(List<FormClient> waiting) throws IOException {
        List<Long> turns = new ArrayList<>();
        for (FormClient client : waiting) {
            JsonObject answer = client.answer();
            assertEquals(answer.toString(), "", answer.get("traceback").getAsString());
            turns.add(answer.get("response").getAsLong());
            assertTrue(client.isOver());
            client.close();
        }
        return turns;
    }

    @Test
    public void aHelloOfAHundredMebibytesIsRefusedWithoutBeingKeptAndOthersAreServedMeanwhile() throws Exception {
        try (FormClient client = node.connect()) {
            assertRefused(client);
        }
    }

    @Test
    public void aRequestOfAHundredMebibytesIsRefusedWithoutBeingKeptAndOthersAreServedMeanwhile() throws Exception {
        try (FormClient client = node.connect()) {
            assertFalse(client.hello("other").get("error").getAsBoolean());
            assertRefused(client);
        }
        assertEquals("its worker is free", 1, node.com("other", "echo", "[1]").getAsInt());
    }

    private void assertRefused(FormClient client) throws Exception {
        long before = footprint.residentInBytes();
        AtomicBoolean isOver = new AtomicBoolean();
        Future<Integer> others = threads.submit(() -> callUntil(isOver));
        try {
            assertThrows(SocketException.class, () -> sendTooMuch(client));
        } finally {
            isOver.set(true);
        }
        assertTrue(others.get(PATIENCE.toSeconds(), TimeUnit.SECONDS) > 0);
        await().atMost(PATIENCE).until(() -> node.process().log().contains(" was ended: LINE_TOO_LONG"));
        long grown = footprint.mostResidentInBytes() - before;
        System.out.println("a line of " + SENT + " MiB took " + grown / MEBIBYTE + " MiB of the node's memory");
        assertTrue(grown + " bytes", grown < (long) SENT * MEBIBYTE);
    }

    /** One line that does not end. */
    private static void sendTooMuch(FormClient client) throws IOException {
        String piece = "x".repeat(MEBIBYTE);
        for (int sent = 0; sent < SENT; sent++) {
            client.write(piece);
        }
    }

    /** @return how many calls were answered */
    private static int callUntil(AtomicBoolean isOver) throws IOException {
        int calls = 0;
        do {
            assertEquals(calls, node.com("lamp", "echo", "[" + calls + "]").getAsInt());
            calls++;
        } while (!isOver.get());
        return calls;
    }
}
