package dev.patchbay.module.helper;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The two streams to the owner. Two threads read all the time: one what is commanded, so that the end of the stream is noticed
 * while a command runs; one the owner's answers to updates, which are dropped, so that they never fill the way.
 */
final class OwnerConnection implements ModuleOwner, Closeable {

    private static final int CONNECT_IN_MS = 5_000;

    private final Socket commands;
    private final Socket updates;
    private final Runnable onOwnerClosed;
    /** What is commanded, read ahead; the owner waits for each answer, so it is one at most. Empty is the end. */
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();

    private final AtomicBoolean endIsNoted = new AtomicBoolean();

    private volatile boolean closedHere;

    private OwnerConnection(Socket commands, Socket updates, Runnable onOwnerClosed) {
        this.commands = commands;
        this.updates = updates;
        this.onOwnerClosed = onOwnerClosed;
    }

    /** @param onOwnerClosed called once, on some thread, when the owner closes; not when {@link #close} was first */
    static OwnerConnection open(OwnerAddress address, Runnable onOwnerClosed) throws IOException {
        Socket commands = connect(address.host(), address.commandPort());
        try {
            OwnerConnection connection =
                    new OwnerConnection(commands, connect(address.host(), address.updatePort()), onOwnerClosed);
            start("module-commands", connection::readCommands);
            start("module-answers", connection::dropAnswers);
            return connection;
        } catch (IOException e) {
            closeQuietly(commands, e);
            throw e;
        }
    }

    /** Answers each line of the owner with what a function makes of it, until the owner closes. */
    void answerWith(UnaryOperator<String> answerer) {
        Optional<String> line = next();
        while (line.isPresent()) {
            if (!send(commands, answerer.apply(line.get()))) {
                noteEnd();
                return;
            }
            line = next();
        }
    }

    @Override
    public void set(Map<String, ? extends @Nullable Object> parameters) {
        update(Map.of("cmd", "set_parameters", "args", Map.of("parameters", parameters)));
    }

    @Override
    public void unset(Collection<String> names) {
        update(Map.of("cmd", "unset_parameters", "args", Map.of("parameters", List.copyOf(names))));
    }

    @Override
    public void leave() {
        update(Map.of("cmd", "rm"));
    }

    /** Closes both streams; what was sent still arrives. */
    @Override
    public void close() throws IOException {
        closedHere = true;
        commands.close();
        // with answers unread, closing would take back what the owner has not read yet
        if (!updates.isClosed()) {
            updates.shutdownOutput();
        }
    }

    private void update(Map<String, Object> update) {
        String line = WireJson.write(update);
        synchronized (updates) {
            send(updates, line);
        }
    }

    private Optional<String> next() {
        try {
            return lines.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void readCommands() {
        try (InputStream in = new BufferedInputStream(commands.getInputStream())) {
            for (String line = readLine(in); line != null; line = readLine(in)) {
                lines.add(Optional.of(line));
            }
        } catch (IOException e) {
            Logs.debug("The command stream ended: {0}", e);
        }
        noteEnd();
        lines.add(Optional.empty());
    }

    /** Null at the end of the stream, also when it ends within a line: half a command is none. */
    private static @Nullable String readLine(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(next);
        }
        return null;
    }

    private void noteEnd() {
        if (!closedHere && endIsNoted.compareAndSet(false, true)) {
            onOwnerClosed.run();
        }
    }

    private void dropAnswers() {
        byte[] buffer = new byte[65_536];
        try (updates) {
            InputStream answers = updates.getInputStream();
            while (answers.read(buffer) >= 0) {
                // the owner's answers tell nothing that a module could act on
            }
        } catch (IOException e) {
            Logs.debug("The update stream ended: {0}", e);
        }
    }

    private static boolean send(Socket socket, String line) {
        try {
            socket.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
            return true;
        } catch (IOException e) {
            Logs.debug("The owner has closed: {0}", e);
            return false;
        }
    }

    /** Tries all addresses of a name: {@code localhost} may be two, and the owner listens on one. */
    private static Socket connect(String host, int port) throws IOException {
        IOException failure = new IOException("Expected the owner at " + host + ":" + port + ", nobody answers there");
        for (InetAddress address : InetAddress.getAllByName(host)) {
            Socket socket = new Socket();
            try {
                socket.setTcpNoDelay(true);
                socket.connect(new InetSocketAddress(address, port), CONNECT_IN_MS);
                return socket;
            } catch (IOException e) {
                failure.addSuppressed(e);
                closeQuietly(socket, failure);
            }
        }
        throw failure;
    }

    private static void closeQuietly(Socket socket, IOException reason) {
        try {
            socket.close();
        } catch (IOException e) {
            reason.addSuppressed(e);
        }
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }
}
