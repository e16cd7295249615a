package dev.patchbay.transport.line.internal;

import static org.junit.Assert.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import dev.patchbay.line.LinePort;
import dev.patchbay.line.LineSettings;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How many lines a second are answered, beside a loop on blocking sockets with a thread for each connection. */
public class RateTest {

    private static final Logger LOG = LoggerFactory.getLogger(RateTest.class);
    private static final double LEAST = 0.9;
    private static final double LEAST_FOR_COST = 0.8;
    private static final int ROUNDS = 31;
    private static final long ROUND_IN_MS = 250;
    private static final String REQUEST = "{\"cmd\": \"queue\", \"args\": {\"parameters\": {\"7\": [\"title\"]}}}";

    @Rule
    public final Timeout limit = Timeout.seconds(300);

    private final IoThreads threads = new IoThreads();
    private final LineTransportComponent transport = new LineTransportComponent(threads);
    private final ExecutorService others = Executors.newCachedThreadPool();
    private LinePort port;
    private ServerSocket blocking;

    @Before
    public void listen() throws IOException {
        Assume.assumeTrue("takes long", Boolean.getBoolean("proof"));
        port = transport.listen(LineSettings.at("127.0.0.1", 0), Echo::new);
        blocking = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        others.execute(this::acceptBlocking);
    }

    @After
    public void end() throws IOException {
        if (blocking != null) {
            blocking.close();
        }
        others.shutdownNow();
        transport.deactivate();
        threads.close();
    }

    @Test
    public void oneConnectionIsAnsweredAsFastAsByABlockingLoop() throws Exception {
        compare("1 connection", 1, 1);
    }

    @Test
    public void eightConnectionsAreAnsweredAsFastAsByABlockingLoop() throws Exception {
        compare("8 connections", 8, 1);
    }

    @Test
    public void pipelinedLinesAreAnsweredAsFastAsByABlockingLoop() throws Exception {
        compare("8 connections, 32 lines at a time", 8, 32);
    }

    private static double cpuInUs() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return system.getProcessCpuTime() / 1_000.0;
    }

    private void compare(String what, int connections, int depth) throws Exception {
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        double[] ourCost = new double[ROUNDS];
        double[] theirCost = new double[ROUNDS];
        InetSocketAddress their = (InetSocketAddress) blocking.getLocalSocketAddress();
        rate(port.address(), connections, depth);
        rate(their, connections, depth);
        for (int i = 0; i < ROUNDS; i++) {
            double began = cpuInUs();
            ours[i] = rate(port.address(), connections, depth);
            double between = cpuInUs();
            theirs[i] = rate(their, connections, depth);
            ourCost[i] = (between - began) / ours[i] * 1_000 / ROUND_IN_MS;
            theirCost[i] = (cpuInUs() - between) / theirs[i] * 1_000 / ROUND_IN_MS;
        }
        // Of the ratios, since whatever else runs on the machine changes from round to round.
        double ratio = ratio(ours, theirs);
        String figures = String.format(
                Locale.ROOT,
                "%s: %.0f lines/s, blocking loop %.0f, %.2f; client and server take %.2f and %.2f us a line",
                what,
                median(ours),
                median(theirs),
                ratio,
                median(ourCost),
                median(theirCost));
        System.out.println(figures);
        // By its rate alone, a thread for each connection wins wherever others want the processor, too: it gets more
        // turns.
        assertTrue(figures, ratio >= LEAST || ratio(theirCost, ourCost) >= LEAST_FOR_COST);
    }

    private static double ratio(double[] one, double[] other) {
        return median(
                IntStream.range(0, ROUNDS).mapToDouble(i -> one[i] / other[i]).toArray());
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private double rate(InetSocketAddress address, int connections, int depth) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ROUND_IN_MS);
        CompletableFuture<?>[] clients = IntStream.range(0, connections)
                .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(address, depth, end), others))
                .toArray(CompletableFuture<?>[]::new);
        long answers = 0;
        for (CompletableFuture<?> client : clients) {
            answers += (Long) result(client);
        }
        return answers * 1_000.0 / ROUND_IN_MS;
    }

    private static Object result(CompletableFuture<?> client) throws InterruptedException, ExecutionException {
        return client.get();
    }

    private static long ask(InetSocketAddress address, int depth, long end) {
        byte[] requests = (REQUEST + "\n").repeat(depth).getBytes(StandardCharsets.UTF_8);
        long answers = 0;
        try (Socket socket = new Socket(address.getAddress(), address.getPort())) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            byte[] buffer = new byte[8_192];
            while (System.nanoTime() - end < 0) {
                out.write(requests);
                for (int left = requests.length; left > 0; ) {
                    left -= in.read(buffer);
                }
                answers += depth;
            }
            return answers;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void acceptBlocking() {
        try {
            while (true) {
                Socket socket = blocking.accept();
                others.execute(() -> serveBlocking(socket));
            }
        } catch (IOException e) {
            LOG.debug("No more connections", e);
        }
    }

    private static void serveBlocking(Socket socket) {
        try (socket) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            byte[] buffer = new byte[8_192];
            int kept = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer, kept, buffer.length - kept)) {
                kept = answer(buffer, kept + read, out);
            }
        } catch (IOException e) {
            LOG.debug("A client has left", e);
        }
    }

    /** @return how many bytes without a line feed are left */
    private static int answer(byte[] buffer, int end, OutputStream out) throws IOException {
        int begin = 0;
        for (int i = 0; i < end; i++) {
            if (buffer[i] == '\n') {
                String line = new String(buffer, begin, i - begin, StandardCharsets.UTF_8);
                out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                begin = i + 1;
            }
        }
        System.arraycopy(buffer, begin, buffer, 0, end - begin);
        return end - begin;
    }
}
