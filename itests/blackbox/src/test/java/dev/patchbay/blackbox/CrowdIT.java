package dev.patchbay.blackbox;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.google.gson.JsonParser;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.Test;

/** Pages that come and go at random, a few hundred at a time. */
public class CrowdIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int THREADS = 4;
    private static final int MOST_OF_A_THREAD = 75;
    private static final int ROOMS = 10;
    private static final int USERS = 20;

    private final HttpClient client = HttpClient.newHttpClient();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);

    /** What the node ended by itself, which it should not. */
    private final Queue<Integer> unasked = new ConcurrentLinkedQueue<>();

    @Test
    public void afterTwoHundredComingsAndGoingsEverybodysListIsTheTruth() throws Exception {
        comeAndGo(200, 1);
    }

    @Test
    public void afterTenThousandComingsAndGoingsEverybodysListIsTheTruth() throws Exception {
        Proof.only("takes a minute");
        comeAndGo(10_000, 2);
    }

    private void comeAndGo(int times, long seed) throws Exception {
        String users = IntStream.range(0, USERS)
                .mapToObj("\"session-of-%1$d\": {\"id\": %1$d, \"username\": \"user%1$d\"}"::formatted)
                .collect(Collectors.joining(", "));
        try (NodeProcess node = NodeProcess.started(
                "{\"http\": {\"port\": %d}, \"zephserver\": {}, \"session\": {\"sessions\": {" + users + "}}}")) {
            URI uri = node.rpc().resolve("/ws");
            List<Future<List<Page>>> work = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                Random random = new Random(seed * THREADS + thread);
                work.add(threads.submit(() -> comeAndGo(uri, times / THREADS, random)));
            }
            List<Page> there = new ArrayList<>();
            for (Future<List<Page>> each : work) {
                there.addAll(each.get(5, TimeUnit.MINUTES));
            }
            assertTrue("pages: " + there.size(), there.size() > 10);
            assertEveryListIsTheTruth(there);
            awaitConnections(node, there.size());
            there.forEach(Page::leave);
            awaitConnections(node, 0);
            assertNobodyIsLeft(uri);
            assertEquals(List.of(), List.copyOf(unasked));
        } finally {
            threads.shutdownNow();
        }
    }

    /** Those who are there in the end. */
    private List<Page> comeAndGo(URI uri, int times, Random random) throws Exception {
        List<Page> mine = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            boolean leaves = mine.size() > 5 && random.nextInt(3) == 0 || mine.size() == MOST_OF_A_THREAD;
            if (leaves) {
                mine.remove(random.nextInt(mine.size())).leave(random.nextBoolean());
            } else {
                int user = random.nextInt(USERS + 5);
                mine.add(new Page(uri, "room " + random.nextInt(ROOMS), user < USERS ? "user" + user : ""));
            }
        }
        return mine;
    }

    private static void assertEveryListIsTheTruth(List<Page> there) {
        Map<String, List<String>> truth = there.stream()
                .collect(Collectors.groupingBy(
                        page -> page.room,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                pages -> pages.stream()
                                        .map(page -> page.user)
                                        .filter(user -> !user.isEmpty())
                                        .sorted()
                                        .toList())));
        for (Page page : there) {
            await().atMost(PATIENCE).until(page::sortedList, truth.get(page.room)::equals);
        }
        there.stream()
                .collect(Collectors.groupingBy(page -> page.room))
                .forEach((room, pages) -> assertEquals(
                        "lists in " + room,
                        1,
                        pages.stream().map(page -> page.list).distinct().count()));
    }

    private static void awaitConnections(NodeProcess node, int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> node.command("status").out().contains("connections: " + count + "\n"));
    }

    private void assertNobodyIsLeft(URI uri) throws Exception {
        for (int room = 0; room < ROOMS; room++) {
            Page nobody = new Page(uri, "room " + room, "");
            assertEquals(List.of(), nobody.sortedList());
            nobody.leave();
        }
    }

    /** A page of a user, or of nobody, that remembers the last list it was told. */
    private final class Page implements WebSocket.Listener {

        private final String room;
        private final String user;
        private final CountDownLatch told = new CountDownLatch(1);
        private final StringBuilder partial = new StringBuilder();
        private final WebSocket socket;
        private volatile String list = "";
        private volatile boolean left;

        /** Returns when it is in its room. */
        Page(URI uri, String room, String user) throws InterruptedException {
            this.room = room;
            this.user = user;
            socket = client.newWebSocketBuilder().buildAsync(uri, this).join();
            socket.sendText(
                            "{\"room\": \"%s\", \"session_id\": \"%s\"}"
                                    .formatted(room, user.replace("user", "session-of-")),
                            true)
                    .join();
            assertTrue(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS));
        }

        List<String> sortedList() {
            List<String> names = new ArrayList<>();
            JsonParser.parseString(list)
                    .getAsJsonObject()
                    .getAsJsonArray("data")
                    .forEach(name -> names.add(name.getAsString()));
            names.sort(null);
            return names;
        }

        void leave() {
            leave(true);
        }

        void leave(boolean politely) {
            left = true;
            if (politely) {
                socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
            } else {
                socket.abort();
            }
        }

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            partial.append(text);
            if (last) {
                String message = partial.toString();
                partial.setLength(0);
                if (message.contains("\"user_list\"")) {
                    list = message;
                    told.countDown();
                }
            }
            from.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            if (!left) {
                unasked.add(code);
            }
            return null;
        }
    }
}
