package dev.patchbay.benchmarks.server;

import dev.patchbay.benchmarks.process.BareWorker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * ModuleServer's wire with the least behind it: a thread for each connection, and one worker of the node's own program that
 * takes one call after the other. What is between brackets in a request is passed on as it is, and so is the result.
 *
 * <p>Arguments: the port to listen on, at 127.0.0.1; Python; the worker's script; the folder of the module; module; class.
 */
public final class BareModules {

    private static final int BACKLOG = 1_000;
    private static final int BUFFER_CHARS = 1 << 16;
    private static final String ACKNOWLEDGEMENT = envelope("\"ack\"");
    private static final String FUNCTION = "{\"function\": ";
    private static final String ARGS = ", \"args\": ";
    private static final String KEEP_ALIVE = ", \"keep_alive\": ";
    private static final String RESULT = "{\"is\": \"answer\", \"result\": ";

    private BareModules() {}

    /** Serves until the process is ended. */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (BareWorker worker = BareWorker.start(args[1], args[2], Path.of(args[3]), args[4], args[5]);
                ServerSocket server = new ServerSocket()) {
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(args[0])), BACKLOG);
            ExecutorService threads = Executors.newCachedThreadPool();
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket, worker));
            }
        }
    }

    private static void serve(Socket socket, BareWorker worker) {
        try (socket) {
            socket.setTcpNoDelay(true);
            BufferedReader in = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII), BUFFER_CHARS);
            OutputStream out = socket.getOutputStream();
            String hello = in.readLine();
            if (hello != null) { // null is whoever looks whether somebody listens
                out.write(ACKNOWLEDGEMENT.getBytes(StandardCharsets.US_ASCII));
                converse(in, out, worker);
            }
        } catch (IOException e) {
            System.err.println("A connection has ended: " + e);
        }
    }

    private static void converse(BufferedReader in, OutputStream out, BareWorker worker) throws IOException {
        boolean isKeptAlive = true;
        while (isKeptAlive) {
            String line = in.readLine();
            if (line == null) {
                return;
            }
            String request = URLDecoder.decode(line, StandardCharsets.UTF_8);
            out.write(answer(request, worker).getBytes(StandardCharsets.US_ASCII));
            isKeptAlive = request.endsWith("true}");
        }
    }

    private static String answer(String request, BareWorker worker) throws IOException {
        int args = request.indexOf(ARGS);
        String order = "{\"do\":\"call\",\"client\":\"127.0.0.1\",\"function\":"
                + request.substring(FUNCTION.length(), args) + ",\"args\":"
                + request.substring(args + ARGS.length(), request.lastIndexOf(KEEP_ALIVE)) + "}";
        String answer = worker.ask(order);
        if (!answer.startsWith(RESULT)) {
            throw new IOException("Expected a result of " + order + ", got " + answer);
        }
        return envelope(answer.substring(RESULT.length(), answer.length() - 1));
    }

    private static String envelope(String result) {
        String json = "{\"response\":" + result + ",\"error\":false,\"traceback\":\"\"}";
        return URLEncoder.encode(json, StandardCharsets.UTF_8) + "\n";
    }
}
