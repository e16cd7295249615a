package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import dev.patchbay.benchmarks.process.ServerProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

/** One of the two who send each other events, reached from here; takes the words of {@code EventSide}. */
interface EventPeer extends AutoCloseable {

    /** Tells it what to do. @return JSON */
    String ask(String word, long first, int count) throws IOException;

    @Override
    void close() throws IOException;

    /** A node. */
    static EventPeer of(Node node) throws IOException {
        return new OfNode(Rpc.open(node.target()));
    }

    /** A bare one. */
    static EventPeer of(ServerProcess bare) throws IOException {
        Socket socket = new Socket(bare.host(), bare.port());
        socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(10));
        return new OfBare(
                socket, new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)));
    }

    /** By a task. */
    record OfNode(Rpc rpc) implements EventPeer {

        @Override
        public String ask(String word, long first, int count) throws IOException {
            return rpc.task(
                    "bench.cluster", "{\"word\":\"" + word + "\",\"first\":" + first + ",\"count\":" + count + "}");
        }

        @Override
        public void close() throws IOException {
            rpc.close();
        }
    }

    /** By a line. */
    record OfBare(Socket socket, BufferedReader in) implements EventPeer {

        @Override
        public String ask(String word, long first, int count) throws IOException {
            String line = word + " " + first + " " + count + "\n";
            socket.getOutputStream().write(line.getBytes(StandardCharsets.US_ASCII));
            String answer = in.readLine();
            if (answer == null || answer.contains("\"error\"")) {
                throw new IOException("Expected an answer to " + word + ", got " + answer);
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
