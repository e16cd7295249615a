package dev.patchbay.benchmarks;

import dev.patchbay.benchmarks.program.Cluster;
import dev.patchbay.benchmarks.program.Connections;
import dev.patchbay.benchmarks.program.Css;
import dev.patchbay.benchmarks.program.Dispatcher;
import dev.patchbay.benchmarks.program.EventAdmin;
import dev.patchbay.benchmarks.program.Fanout;
import dev.patchbay.benchmarks.program.Jobs;
import dev.patchbay.benchmarks.program.Masks;
import dev.patchbay.benchmarks.program.Modules;
import dev.patchbay.benchmarks.program.Partition;
import dev.patchbay.benchmarks.program.Rooms;
import dev.patchbay.benchmarks.program.Roundtrip;
import dev.patchbay.benchmarks.program.Shmooze;
import dev.patchbay.benchmarks.program.Start;
import dev.patchbay.benchmarks.program.Swap;
import dev.patchbay.benchmarks.program.Workers;
import dev.patchbay.benchmarks.program.Zephserver;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Runs one program by name and prints its report.
 *
 * <p>Exit codes: 0 measured, whatever the figures are; 1 could not be measured; 2 wrong usage.
 */
public final class Main {

    private static final List<Program> PROGRAMS = List.of(
            new Roundtrip(),
            new Swap(),
            new Start(),
            new Connections(),
            new Fanout(),
            new EventAdmin(),
            new Zephserver(),
            new Dispatcher(),
            new Jobs(),
            new Masks(),
            new Shmooze(),
            new Modules(),
            new Workers(),
            new Css(),
            new Rooms(),
            new Cluster(),
            new Partition());

    private static final List<Option> COMMON = List.of(
            new Option("jdk", System.getProperty("java.home"), "the JDK every server runs on"),
            new Option("jvm", "", "flags for every server, separated by blanks, beside those of the start script"),
            new Option("distribution", "", "the unpacked distribution; by default the one that was built"));

    private Main() {}

    /**
     * Runs it.
     *
     * @param arguments the program's name, then its options
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Optional<Program> program = PROGRAMS.stream()
                .filter(candidate -> arguments.contains(candidate.name()))
                .findFirst();
        if (program.isEmpty() || !arguments.get(0).equals(program.get().name())) {
            System.err.print(usage());
            return 2;
        }
        return run(program.get(), arguments.subList(1, arguments.size()));
    }

    private static int run(Program program, List<String> arguments) {
        try {
            List<Option> known = new ArrayList<>(COMMON);
            known.addAll(program.options());
            Options options = Options.parse(arguments, known);
            System.out.println(program.name() + ": " + program.summary());
            System.out.println();
            double loadBefore = load();
            System.out.println(program.run(options));
            System.out.printf(
                    Locale.ROOT, "Load average of this machine: %.1f before, %.1f after.%n", loadBefore, load());
            return 0;
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            return 2;
        } catch (Exception e) {
            System.err.println(program.name() + " could not be measured: " + e);
            Arrays.stream(e.getStackTrace()).limit(5).forEach(frame -> System.err.println("    at " + frame));
            return 1;
        }
    }

    private static double load() {
        return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    }

    private static String usage() {
        StringBuilder text = new StringBuilder("Usage: benchmarks/run PROGRAM [--option=value ...]\n\n");
        PROGRAMS.forEach(program -> describe(program, text));
        text.append("every program\n");
        COMMON.forEach(option -> describe(option, text));
        return text.toString();
    }

    private static void describe(Program program, StringBuilder text) {
        text.append(program.name()).append(": ").append(program.summary()).append('\n');
        program.options().forEach(option -> describe(option, text));
        text.append('\n');
    }

    private static void describe(Option option, StringBuilder text) {
        text.append("    --%-14s %s [%s]%n".formatted(option.name(), option.meaning(), option.preset()));
    }
}
