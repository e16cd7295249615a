package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a client of ModuleServer says on one connection: its hello, and then the same call so many times.
 *
 * @param port at 127.0.0.1
 * @param hello a line, as below
 * @param call one behind which the connection goes on
 * @param lastCall one behind which it is closed
 * @param acknowledgement the right answer to the hello, a line
 * @param answer the right answer to a call, a line
 * @param calls how many there are, 1 or more
 */
public record ModuleTalk(
        int port, byte[] hello, byte[] call, byte[] lastCall, byte[] acknowledgement, byte[] answer, int calls) {

    /**
     * Says it once, to learn what the right answers are.
     *
     * @param arguments a JSON array
     * @param proof is in the right answer to a call
     * @throws IOException when that is not so
     */
    public static ModuleTalk learned(int port, String module, String function, String arguments, String proof)
            throws IOException {
        byte[] hello = hello(module);
        byte[] lastCall = call(function, arguments, false);
        try (ModuleClient client = ModuleClient.open(port)) {
            byte[] acknowledgement = client.ask(hello);
            byte[] answer = client.ask(lastCall);
            if (!ModuleClient.decoded(answer).contains(proof)) {
                throw new IOException("Expected '" + ModuleClient.quoted(proof) + "' in the answer of " + module + "."
                        + function + ", got " + ModuleClient.quoted(ModuleClient.decoded(answer)));
            }
            return new ModuleTalk(port, hello, call(function, arguments, true), lastCall, acknowledgement, answer, 1);
        }
    }

    /** The same with more calls on each connection. */
    public ModuleTalk withCalls(int count) {
        return new ModuleTalk(port, hello, call, lastCall, acknowledgement, answer, count);
    }

    /**
     * Says it once more on a connection of its own.
     *
     * @return how long it took from before connecting until the answer was there, in nanoseconds
     * @throws IOException when the answer is another one
     */
    public long sayInNanos() throws IOException {
        long start = System.nanoTime();
        try (ModuleClient client = ModuleClient.open(port)) {
            client.ask(hello);
            byte[] answered = client.ask(lastCall);
            long end = System.nanoTime();
            if (!Arrays.equals(answer, answered)) {
                throw new IOException("Expected the same answer of " + answer.length + " bytes again, got "
                        + answered.length + " bytes");
            }
            return end - start;
        }
    }

    /** What is said in a step: 0 is the hello, 1 the first call. */
    byte[] line(int step) {
        return step == 0 ? hello : step < calls ? call : lastCall;
    }

    /** What is answered to it. */
    byte[] expected(int step) {
        return step == 0 ? acknowledgement : answer;
    }

    static byte[] hello(String module) {
        return line("{\"name\": \"" + module + "\"}");
    }

    static byte[] call(String function, String arguments, boolean isKeptAlive) {
        return line("{\"function\": \"" + function + "\", \"args\": " + arguments + ", \"keep_alive\": " + isKeptAlive
                + "}");
    }

    private static byte[] line(String json) {
        return (URLEncoder.encode(json, StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.US_ASCII);
    }
}
