package dev.patchbay.benchmarks.driver;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Calls a node by JSON-RPC, one call at a time; notifications that come in between are dropped. For one thread. */
public final class Rpc implements AutoCloseable {

    private static final String RUN = "task.run";

    private final Probe probe;
    private long calls;

    private Rpc(Probe probe) {
        this.probe = probe;
    }

    /** Connects. */
    public static Rpc open(Target target) throws IOException {
        return new Rpc(Probe.open(target));
    }

    /**
     * Calls a method.
     *
     * @param params a JSON object
     * @return the whole answer
     * @throws IOException when it is an error, or does not come within 10 s
     */
    public String call(String method, String params) throws IOException {
        String id = "\"id\":" + ++calls;
        String answer = probe.ask(
                request(calls, method, params), message -> message.contains(id + ",") || message.contains(id + "}"));
        if (!answer.contains("\"result\":")) {
            throw new IOException("Expected a result of " + method + ", got " + answer);
        }
        return answer;
    }

    /**
     * Runs a task.
     *
     * @param data JSON
     */
    public String task(String name, String data) throws IOException {
        return call(RUN, run(name, data));
    }

    /** The request that runs a task. */
    public static String taskRun(long id, String name, String data) {
        return request(id, RUN, run(name, data));
    }

    private static String request(long id, String method, String params) {
        return "{\"jsonrpc\":\"2.0\",\"id\":" + id + ",\"method\":\"" + method + "\",\"params\":" + params + "}";
    }

    private static String run(String task, String data) {
        return "{\"name\":\"" + task + "\",\"data\":" + data + "}";
    }

    /**
     * The whole number of that name in an answer.
     *
     * @throws IOException when there is none
     */
    public static long number(String name, String answer) throws IOException {
        Matcher matcher =
                Pattern.compile("\"" + Pattern.quote(name) + "\":(-?\\d+)").matcher(answer);
        if (!matcher.find()) {
            throw new IOException("Expected " + name + " in the answer, got " + answer);
        }
        return Long.parseLong(matcher.group(1));
    }

    @Override
    public void close() throws IOException {
        probe.close();
    }
}
