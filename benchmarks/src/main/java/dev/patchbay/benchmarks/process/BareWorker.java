package dev.patchbay.benchmarks.process;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The node's worker program for Python modules with the least around it: a listening socket, {@link ProcessBuilder}, and
 * its lines of JSON. Loaded when {@link #start} returns. Thread-safe; orders are carried out one after the other.
 */
public final class BareWorker implements AutoCloseable {

    private static final int PATIENCE_IN_MS = 30_000;
    private static final String TOKEN = "token";
    private static final String LOAD = "{\"do\":\"load\",\"name\":\"bench\",\"module\":\"%s\",\"entry\":\"%s\","
            + "\"dispatch\":null,\"level\":\"INFO\",\"path\":[\"%s\"]}";

    private final Process process;
    private final Socket connection;
    private final BufferedReader answers;

    private BareWorker(Process process, Socket connection) throws IOException {
        this.process = process;
        this.connection = connection;
        this.answers = new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII), 1 << 16);
    }

    /**
     * Starts one.
     *
     * @param python the program
     * @param script the node's
     * @param folder where the module is
     * @throws IOException when it does not connect, or cannot load its module
     */
    public static BareWorker start(String python, String script, Path folder, String module, String entry)
            throws IOException {
        try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            door.setSoTimeout(PATIENCE_IN_MS);
            Process process = process(List.of(python, "-u", script), folder, door.getLocalPort());
            try {
                return loaded(process, door, LOAD.formatted(module, entry, folder));
            } catch (IOException e) {
                process.destroyForcibly();
                throw e;
            }
        }
    }

    private static Process process(List<String> command, Path folder, int port) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PATCHBAY_WORKER_PORT", Integer.toString(port));
        builder.environment().put("PATCHBAY_WORKER_TOKEN", TOKEN);
        return builder.start();
    }

    private static BareWorker loaded(Process process, ServerSocket door, String order) throws IOException {
        Socket connection = door.accept();
        connection.setTcpNoDelay(true);
        BareWorker worker = new BareWorker(process, connection);
        expect(TOKEN, worker.next());
        expect("\"imported\"", worker.ask(order));
        expect("\"traceback\": null", worker.next());
        return worker;
    }

    private static void expect(String text, String line) throws IOException {
        if (!line.contains(text)) {
            throw new IOException("Expected " + text + " from the worker, got " + line);
        }
    }

    private String next() throws IOException {
        String line = answers.readLine();
        if (line == null) {
            throw new EOFException("Expected a line of the worker, got its end");
        }
        return line;
    }

    /** Tells it to do something. @return the line it answers */
    public synchronized String ask(String order) throws IOException {
        connection.getOutputStream().write((order + "\n").getBytes(StandardCharsets.US_ASCII));
        return next();
    }

    /** Its process. */
    public long pid() {
        return process.pid();
    }

    /** Ends it. */
    @Override
    public void close() throws IOException, InterruptedException {
        connection.close();
        process.destroyForcibly();
        if (!process.waitFor(PATIENCE_IN_MS, TimeUnit.MILLISECONDS)) {
            throw new IOException("Expected the worker to end within " + PATIENCE_IN_MS + " ms");
        }
    }
}
