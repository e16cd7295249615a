package dev.patchbay.benchmarks.server;

import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.task.EventSide;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * One of two processes that send each other the bytes that nodes send, with nothing around it.
 *
 * <p>It is told what to do on a TCP connection, one at a time: a line {@code WORD FIRST COUNT}, as
 * {@link EventSide#ask} takes them, is answered with a line of JSON.
 */
final class BarePeer {

    private static final Marker NUMBER = new Marker("\"n\":");

    /** Where the first letters of the three events differ. */
    private static final int TELLING_LETTER = "{\"event\":\"b".length();

    private static final int DIGITS = Long.toString(Request.FIRST_NUMBER).length();

    private final EventSide side;

    /** Sends ready-made bytes to the other one. */
    @FunctionalInterface
    interface Bytes {

        void send(byte[] bytes) throws Exception;
    }

    /** @param source this one's name */
    BarePeer(String source, Bytes out) {
        Template tick = new Template(EventSide.TICK, source);
        Template ping = new Template(EventSide.PING, source);
        Template pong = new Template(EventSide.PONG, source);
        side = new EventSide((event, number) -> {
            Template template = event.equals(EventSide.TICK) ? tick : event.equals(EventSide.PING) ? ping : pong;
            out.send(template.bytes(number));
        });
    }

    /** Bytes of the other one have come. */
    void received(byte[] buffer, int offset, int length) throws Exception {
        side.heard(eventOf(buffer[offset + TELLING_LETTER]), NUMBER.numberIn(buffer, offset, length));
    }

    private static String eventOf(byte letter) {
        return letter == 'e' ? EventSide.TICK : letter == 'i' ? EventSide.PING : EventSide.PONG;
    }

    /** Serves until the process is ended. */
    void serve(int port) throws IOException {
        try (ServerSocket server = new ServerSocket(port, 0, InetAddress.getLoopbackAddress())) {
            while (true) {
                try (Socket socket = server.accept()) {
                    serve(socket);
                }
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            socket.getOutputStream().write((answer(line) + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private String answer(String line) {
        String[] words = line.split(" ", 3);
        try {
            Map<String, Long> answer = side.ask(words[0], Long.parseLong(words[1]), Integer.parseInt(words[2]));
            return answer.entrySet().stream()
                    .map(entry -> "\"" + entry.getKey() + "\":" + entry.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        } catch (Exception e) { // what the library throws; the driver tells it
            return "{\"error\":\"" + e + "\"}";
        }
    }

    /** The bytes of an event but for its number. */
    private static final class Template {

        private final byte[] bytes;
        private final int place;

        Template(String event, String source) {
            String text = "{\"event\":\"" + event + "\",\"source\":\"" + source + "\",\"data\":{\"n\":"
                    + Request.FIRST_NUMBER + ",\"text\":\"" + EventSide.TEXT + "\"}}";
            bytes = text.getBytes(StandardCharsets.US_ASCII);
            place = text.indexOf(Long.toString(Request.FIRST_NUMBER));
        }

        byte[] bytes(long number) {
            byte[] copy = bytes.clone();
            long rest = number;
            for (int i = place + DIGITS - 1; i >= place; i--) {
                copy[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
            return copy;
        }
    }
}
