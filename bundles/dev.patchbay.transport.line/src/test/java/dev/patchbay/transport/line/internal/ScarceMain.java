package dev.patchbay.transport.line.internal;

import dev.patchbay.line.LinePort;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM with a port that answers, and few descriptors. Tells its port; takes all descriptors when it is sent a line,
 * and tells; gives some back at the next line, and tells.
 */
public final class ScarceMain {

    private ScarceMain() {}

    public static void main(String[] arguments) throws Exception {
        IoThreads threads = new IoThreads();
        LineTransportComponent transport = new LineTransportComponent(threads);
        LinePort port = transport.listen(TransportRule.ANY_PORT, Echo::new);
        // So that all classes are there while there are descriptors.
        try (Peer peer = new Peer(port.address())) {
            peer.send("warm\n").readLine();
        }
        tell("port " + port.address().getPort());
        await();
        List<FileInputStream> taken = takeAll();
        tell("none");
        await();
        for (FileInputStream file : taken.subList(0, 5)) {
            file.close();
        }
        tell("some");
        await();
        System.exit(0);
    }

    private static void tell(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void await() throws IOException {
        for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
            if (next < 0) {
                System.exit(1);
            }
        }
    }

    private static List<FileInputStream> takeAll() {
        List<FileInputStream> taken = new ArrayList<>();
        try {
            while (true) {
                taken.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return taken;
        }
    }
}
