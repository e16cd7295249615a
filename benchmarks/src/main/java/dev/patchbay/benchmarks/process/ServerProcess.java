package dev.patchbay.benchmarks.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A server that was started for a measurement, in a process of its own; ended by {@link #close}. */
public final class ServerProcess implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";
    private static final long STOPPING_IN_SEC = 20;
    private static final long PATIENCE_IN_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long PAUSE_IN_MS = 3;
    private static final int LAST_LINES = 20;

    private final Path jdk;
    private final Process process;
    private final String host;
    private final int port;
    private final Path log;
    private final long startedAtInNanos;
    private volatile long listeningInNanos;

    private ServerProcess(Path jdk, Process process, String host, int port, Path log, long startedAtInNanos) {
        this.jdk = jdk;
        this.process = process;
        this.host = host;
        this.port = port;
        this.log = log;
        this.startedAtInNanos = startedAtInNanos;
    }

    /**
     * Starts a command.
     *
     * @param jvm becomes {@code JAVA_HOME} and {@code PATCHBAY_JAVA_OPTS}
     * @param host where it is going to listen
     * @param port likewise
     * @param log takes what it prints
     */
    static ServerProcess start(Jvm jvm, List<String> command, String host, int port, Path log) throws IOException {
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", jvm.home().toString());
        builder.environment().put("PATCHBAY_JAVA_OPTS", String.join(" ", jvm.flags()));
        long startedAt = System.nanoTime();
        return new ServerProcess(jvm.home(), builder.start(), host, port, log, startedAt);
    }

    /** Starts a program of this module; its first argument is the port, which is a free one. */
    public static ServerProcess start(Jvm jvm, Class<?> program, Path log, String... arguments) throws IOException {
        int port = freePort();
        List<String> command = new ArrayList<>();
        command.add(jvm.java().toString());
        command.addAll(jvm.flags());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.add(Integer.toString(port));
        command.addAll(List.of(arguments));
        return start(jvm, command, LOOPBACK, port, log);
    }

    /** One that nobody listens on at loopback now. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it listens, or is going to. */
    public String host() {
        return host;
    }

    /** Likewise. */
    public int port() {
        return port;
    }

    /** Right before it was started; of {@link System#nanoTime}. */
    long startedAtInNanos() {
        return startedAtInNanos;
    }

    /**
     * Waits until its port can be connected to.
     *
     * @throws IOException when it has ended instead, or after a minute
     */
    public void awaitListening() throws IOException, InterruptedException {
        while (!isListening()) {
            if (!process.isAlive() || System.nanoTime() - startedAtInNanos > PATIENCE_IN_NANOS) {
                throw new IOException("Expected " + host + ":" + port + " to be listened on, got "
                        + (process.isAlive() ? "nothing" : "the end of the process") + " and this:\n" + lastWords());
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_IN_MS);
        }
        listeningInNanos = System.nanoTime() - startedAtInNanos;
    }

    /** How long that took from its start; 0 before. */
    public long listeningInNanos() {
        return listeningInNanos;
    }

    /** The end of what it has printed. */
    String lastWords() throws IOException {
        List<String> lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }

    private boolean isListening() {
        try (Socket socket = new Socket(host, port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** What Linux says about it. */
    public Vitals vitals() {
        return Vitals.of(jvm().pid());
    }

    /** What lives on its heap after a full collection. */
    public Census census() throws IOException, InterruptedException {
        return Census.take(jdk, jvm().pid());
    }

    /** How many processes it has started, with all they have started, that run now and have a word in their command. */
    public long descendants(String word) {
        return process.descendants()
                .filter(handle -> handle.info().commandLine().orElse("").contains(word))
                .count();
    }

    /** The JVM itself, where a script was started that did not become it. */
    private ProcessHandle jvm() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .filter(handle -> handle.info().command().orElse("").endsWith("/java"))
                .findFirst()
                .orElse(process.toHandle());
    }

    @Override
    public void close() {
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
        all.forEach(ProcessHandle::destroy);
        if (!ended()) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    private boolean ended() {
        try {
            return process.waitFor(STOPPING_IN_SEC, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
