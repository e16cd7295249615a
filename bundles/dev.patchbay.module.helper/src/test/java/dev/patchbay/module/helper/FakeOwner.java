package dev.patchbay.module.helper;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.rules.ExternalResource;

/** What a module connects to: two listening sockets, then the two streams. */
final class FakeOwner extends ExternalResource {

    private static final int LIMIT_IN_MS = 20_000;
    private static final Gson GSON = new Gson();

    private ServerSocket commandPort;
    private ServerSocket updatePort;
    private Socket commands;
    private Socket updates;
    private BufferedReader answers;
    private BufferedReader said;

    @Override
    protected void before() throws IOException {
        commandPort = listen();
        updatePort = listen();
    }

    @Override
    protected void after() {
        try {
            close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    String[] args(String... first) {
        String[] args = Arrays.copyOf(first, first.length + 3);
        args[first.length] = InetAddress.getLoopbackAddress().getHostAddress();
        args[first.length + 1] = String.valueOf(commandPort.getLocalPort());
        args[first.length + 2] = String.valueOf(updatePort.getLocalPort());
        return args;
    }

    void accept() throws IOException {
        commands = accept(commandPort);
        updates = accept(updatePort);
        answers = reader(commands);
        said = reader(updates);
    }

    void write(String text) throws IOException {
        commands.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    String answer() throws IOException {
        return answers.readLine();
    }

    /** Sends a line and returns the line that answers it. */
    String tell(String line) throws IOException {
        write(line + "\n");
        return answer();
    }

    /** Sends a command and returns its answer. */
    Map<?, ?> tell(String command, Map<String, ?> args) throws IOException {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("cmd", command);
        message.put("args", args);
        return GSON.fromJson(tell(GSON.toJson(message)), Map.class);
    }

    /** The next line of the update stream. */
    String update() throws IOException {
        return said.readLine();
    }

    void answerUpdates(byte[] text) throws IOException {
        updates.getOutputStream().write(text);
    }

    void close() throws IOException {
        if (commands != null) {
            commands.close();
            updates.close();
        }
        commandPort.close();
        updatePort.close();
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(LIMIT_IN_MS);
        return socket;
    }

    private static Socket accept(ServerSocket port) throws IOException {
        Socket socket = port.accept();
        socket.setSoTimeout(LIMIT_IN_MS);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
    }
}
