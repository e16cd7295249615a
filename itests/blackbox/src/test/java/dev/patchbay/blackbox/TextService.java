package dev.patchbay.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A service of somebody else, as the originals run beside the queue: takes one command and says it again. */
final class TextService implements AutoCloseable {

    private final ServerSocket door;
    private final CompletableFuture<String> asked;

    TextService(int port) throws IOException {
        door = new ServerSocket(port, 5, InetAddress.getLoopbackAddress());
        asked = CompletableFuture.supplyAsync(this::serve);
    }

    private String serve() {
        try (Socket client = door.accept()) {
            String line = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            String message = line.replaceAll(".*\"message\"\\s*:\\s*\"([^\"]*)\".*", "$1");
            client.getOutputStream()
                    .write(("{\"success\": true, \"result\": \"said: " + message + "\"}\n")
                            .getBytes(StandardCharsets.UTF_8));
            return line;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The line it got. */
    String asked() throws Exception {
        return asked.get(10, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
