package dev.patchbay.benchmarks.process;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A module process under shmooze's contract with the least around it: two listening sockets, {@link ProcessBuilder},
 * both connections, {@code init} and {@code play}.
 */
public final class BareModule implements AutoCloseable {

    private static final int PATIENCE_IN_MS = 10_000;

    private final Process process;
    private final Socket commands;
    private final Socket updates;
    private final BufferedReader answers;

    private BareModule(Process process, Socket commands, Socket updates) throws IOException {
        this.process = process;
        this.commands = commands;
        this.updates = updates;
        this.answers = new BufferedReader(new InputStreamReader(commands.getInputStream(), StandardCharsets.US_ASCII));
    }

    /**
     * Starts one; it plays when this returns.
     *
     * @param module the command but for its last three words
     * @throws IOException when it does not connect or answer within 10 s
     */
    public static BareModule start(List<String> module) throws IOException {
        try (ServerSocket first = listen();
                ServerSocket second = listen()) {
            List<String> command = new ArrayList<>(module);
            command.add("localhost");
            command.add(Integer.toString(first.getLocalPort()));
            command.add(Integer.toString(second.getLocalPort()));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            return connected(process, first, second);
        }
    }

    private static ServerSocket listen() throws IOException {
        ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(PATIENCE_IN_MS);
        return socket;
    }

    private static BareModule connected(Process process, ServerSocket first, ServerSocket second) throws IOException {
        try {
            BareModule module = new BareModule(process, accept(first), accept(second));
            module.tell("{\"cmd\": \"init\", \"args\": {}}");
            module.tell("{\"cmd\": \"play\"}");
            return module;
        } catch (IOException e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Socket accept(ServerSocket server) throws IOException {
        Socket socket = server.accept();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_IN_MS);
        return socket;
    }

    private void tell(String line) throws IOException {
        String answer = ask(line);
        if (!answer.contains("true")) {
            throw new IOException("Expected the module to succeed with " + line + ", got " + answer);
        }
    }

    /** Sends it a line when it has answered those before. Thread-safe. @return the line it answers */
    public synchronized String ask(String line) throws IOException {
        commands.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
        String answer = answers.readLine();
        if (answer == null) {
            throw new EOFException("Expected an answer of the module to " + line + ", got its end");
        }
        return answer;
    }

    /** Tells it to leave and waits until it has ended. */
    @Override
    public void close() throws IOException, InterruptedException {
        tell("{\"cmd\": \"rm\"}");
        commands.close();
        updates.close();
        if (!process.waitFor(PATIENCE_IN_MS, TimeUnit.MILLISECONDS)) {
            process.destroyForcibly();
            throw new IOException("Expected the module to end within " + PATIENCE_IN_MS + " ms");
        }
    }
}
