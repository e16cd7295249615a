package dev.patchbay.benchmarks.server;

import dev.patchbay.benchmarks.process.BareModule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The least that can tell a module something for others: a thread for each connection, which has one module process under
 * shmooze's contract answer the same command for every line, one after the other, and passes its answer on as it is.
 *
 * <p>Arguments: the port to listen on, at 127.0.0.1; the command; the program of the module but for its last three words.
 */
public final class BareRelay {

    private BareRelay() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        List<String> program = List.of(args).subList(2, args.length);
        try (BareModule module = BareModule.start(program);
                ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])));
            ExecutorService threads = Executors.newCachedThreadPool();
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket, module, args[1]));
            }
        }
    }

    private static void serve(Socket socket, BareModule module, String command) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            OutputStream out = socket.getOutputStream();
            while (in.readLine() != null) {
                out.write((module.ask(command) + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            System.err.println("A connection has ended: " + e);
        }
    }
}
