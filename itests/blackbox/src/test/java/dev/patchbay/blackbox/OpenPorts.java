package dev.patchbay.blackbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.Assume;

/** What a process has opened to the network, as Linux tells it. */
final class OpenPorts {

    private static final Pattern SOCKET = Pattern.compile("socket:\\[(\\d+)]");
    private static final Set<String> TCP_LISTENS = Set.of("0A");
    private static final Set<String> UDP_ANY = Set.of("01", "07");
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private OpenPorts() {}

    /** TCP ports it listens at and UDP ports it has, as {@code tcp/5000} and {@code udp/6677}. */
    static Set<String> of(Process process) throws IOException {
        Assume.assumeTrue("only Linux has /proc/net", Files.exists(Path.of("/proc/net/tcp")));
        Set<String> inodes = inodes(process);
        Set<String> ports = new TreeSet<>();
        for (String table : List.of("tcp", "tcp6")) {
            addTo(ports, "tcp", table, TCP_LISTENS, inodes);
        }
        for (String table : List.of("udp", "udp6")) {
            addTo(ports, "udp", table, UDP_ANY, inodes);
        }
        return ports;
    }

    private static Set<String> inodes(Process process) throws IOException {
        Set<String> inodes = new TreeSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            for (Path descriptor : descriptors.toList()) {
                Matcher socket = SOCKET.matcher(
                        Files.exists(descriptor, LinkOption.NOFOLLOW_LINKS)
                                ? Files.readSymbolicLink(descriptor).toString()
                                : "");
                if (socket.matches()) {
                    inodes.add(socket.group(1));
                }
            }
        }
        return inodes;
    }

    private static void addTo(Set<String> ports, String protocol, String table, Set<String> states, Set<String> inodes)
            throws IOException {
        Path file = Path.of("/proc/net", table);
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            String[] columns = line.strip().split("\\s+");
            if (columns.length > INODE && states.contains(columns[STATE]) && inodes.contains(columns[INODE])) {
                String address = columns[LOCAL_ADDRESS];
                ports.add(protocol + "/" + Integer.parseInt(address.substring(address.indexOf(':') + 1), 16));
            }
        }
    }
}
