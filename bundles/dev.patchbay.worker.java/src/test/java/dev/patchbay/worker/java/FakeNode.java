package dev.patchbay.worker.java;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.rules.ExternalResource;

/** The node of a worker process, for tests: tells it what to do and reads what it says. */
final class FakeNode extends ExternalResource {

    private static final int LIMIT_IN_MS = 20_000;

    private ServerSocket port;
    private Process process;
    private Socket socket;
    private BufferedReader input;

    @Override
    protected void before() throws IOException {
        port = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        port.setSoTimeout(LIMIT_IN_MS);
    }

    @Override
    protected void after() {
        if (process != null) {
            process.destroyForcibly();
        }
        try {
            close();
            port.close();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts a worker and reads its token. */
    void start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                WorkerMain.class.getName());
        builder.environment().put(WorkerMain.PORT, Integer.toString(port.getLocalPort()));
        builder.environment().put(WorkerMain.TOKEN, "secret");
        process = builder.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = port.accept();
        socket.setSoTimeout(LIMIT_IN_MS);
        input = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        String token = input.readLine();
        if (!"secret".equals(token)) {
            throw new IOException("Expected the token, got " + token);
        }
    }

    void send(Map<String, Object> order) throws IOException {
        OutputStream output = socket.getOutputStream();
        output.write((Values.write(order) + "\n").getBytes(StandardCharsets.UTF_8));
        output.flush();
    }

    /** The next message of that kind; log records before it are skipped. */
    Map<String, Object> await(String kind) throws IOException {
        Map<String, Object> message = read();
        while (message.get("is").equals("log") && !kind.equals("log")) {
            message = read();
        }
        if (!message.get("is").equals(kind)) {
            throw new IOException("Expected " + kind + ", got " + message);
        }
        return message;
    }

    private Map<String, Object> read() throws IOException {
        String line = input.readLine();
        if (line == null) {
            throw new IOException("Expected a message, the worker has closed");
        }
        return Values.readObject(line);
    }

    Map<String, Object> call(String function, Object... args) throws IOException {
        send(Map.of("do", "call", "client", "127.0.0.1", "function", function, "args", List.of(args)));
        return await("answer");
    }

    String lastLine(Map<String, Object> message) {
        String[] lines = String.valueOf(message.get("traceback")).split("\n");
        return lines[lines.length - 1];
    }

    void close() throws IOException {
        if (socket != null) {
            socket.close();
        }
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(LIMIT_IN_MS, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("Expected the worker to end");
        }
        return process.exitValue();
    }
}
