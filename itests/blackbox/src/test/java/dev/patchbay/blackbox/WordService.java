package dev.patchbay.blackbox;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A text-command service as runs beside the original: what it is told in words it does with the queue, each time on a
 * new connection for one line there and one back, which must not take more than two seconds. Source: shmooze, §3.2, §11.
 */
final class WordService implements AutoCloseable {

    private final ServerSocket door;
    private final int queuePort;
    private final AtomicLong longestInNanos = new AtomicLong();

    WordService(int port, int queuePort) throws IOException {
        this.door = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        this.queuePort = queuePort;
        Thread server = new Thread(this::serve, "word-service");
        server.setDaemon(true);
        server.start();
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket client = door.accept()) {
                answer(client);
            } catch (IOException e) {
                if (!door.isClosed()) {
                    throw new IllegalStateException(e);
                }
            }
        }
    }

    /** The gateway may keep the connection for more lines. */
    private void answer(Socket client) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            JsonObject command = JsonParser.parseString(line).getAsJsonObject();
            JsonObject answer = new JsonObject();
            answer.addProperty("success", true);
            answer.addProperty(
                    "result",
                    obey(command.getAsJsonObject("args").get("message").getAsString()));
            client.getOutputStream().write((answer + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private String obey(String message) throws IOException {
        switch (message) {
            case "q":
                return String.join(", ", texts());
            case "cur":
                return texts().get(0);
            case "skip":
                askQueue("rm", "{\"uids\": [\"" + uids().get(0) + "\"]}");
                return "skipped";
            case "last first":
                askQueue("mv", "{\"uids\": [\"" + uids().get(uids().size() - 1) + "\"]}");
                return "moved";
            case "screen":
                askQueue("set_bg", "{\"type\": \"screen\"}");
                return "shown";
            default:
                String text = message.replaceFirst("^say ", "");
                askQueue("add", "{\"type\": \"text\", \"args\": {\"text\": \"" + text + "\"}}");
                return "added " + text;
        }
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (JsonElement each : modules()) {
            JsonObject parameters = each.getAsJsonObject().getAsJsonObject("parameters");
            texts.add(parameters.has("text") ? parameters.get("text").getAsString() : "?");
        }
        return texts;
    }

    private List<String> uids() throws IOException {
        List<String> uids = new ArrayList<>();
        modules().forEach(each -> uids.add(each.getAsJsonObject().get("uid").getAsString()));
        return uids;
    }

    private JsonArray modules() throws IOException {
        return askQueue("queue", "{\"parameters\": {\"text\": [\"text\", \"duration\"]}}")
                .getAsJsonArray();
    }

    private JsonElement askQueue(String cmd, String args) throws IOException {
        long begin = System.nanoTime();
        try (LineClient queue = new LineClient(queuePort)) {
            return queue.result(cmd, args);
        } finally {
            longestInNanos.accumulateAndGet(System.nanoTime() - begin, Math::max);
        }
    }

    /** What the slowest of its exchanges with the queue took, connecting included. */
    long longestInMs() {
        return TimeUnit.NANOSECONDS.toMillis(longestInNanos.get());
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
