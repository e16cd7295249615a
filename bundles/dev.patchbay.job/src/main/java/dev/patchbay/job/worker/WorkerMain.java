package dev.patchbay.job.worker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The program of a Java process that runs one task. It ends with its standard input, whatever the task does. */
public final class WorkerMain {

    private WorkerMain() {}

    /** Reads what the node says until it says no more, or nothing that can be understood. */
    public static void main(String[] args) {
        int status = 1;
        try {
            listen();
            status = 0;
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
        } finally {
            // the threads of the task would keep the process alive
            Runtime.getRuntime().halt(status);
        }
    }

    private static void listen() throws IOException {
        PrintStream output = System.out;
        Worker worker = new Worker(new NodeLink(output), WorkerMain.class.getClassLoader());
        System.setOut(System.err); // the task's own words must not get between ours
        Frames frames = new Frames(message -> worker.hear(new Message(message)), ignored -> {});
        try (BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII))) {
            String line = input.readLine();
            while (line != null) {
                frames.read(line);
                line = input.readLine();
            }
        }
    }
}
