package dev.patchbay.cli;

import dev.patchbay.cli.words.UsageException;
import dev.patchbay.dvbcss.client.RemoteTelevision;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows a television live. */
@Command(
        name = "watch",
        description =
                "Show live what a television shows, how well its wall clock is known, and where its timelines are.",
        footer = {
            "",
            "On a terminal the lines are refreshed, elsewhere there are new ones at each interval and each change.",
            "Connections that are lost later are tried again. Ctrl-C ends it.",
            "Exit codes: 0 ended by --count or Ctrl-C, 1 nobody there or refused, 2 wrong usage.",
            "  patchbay css watch ws://192.168.1.7:7681/cii",
            "  patchbay css watch ws://192.168.1.7:7681/ts --wc udp://192.168.1.7:6677 \\",
            "      --timeline urn:dvb:css:timeline:temi:1:1@50"
        })
final class CssWatchCommand implements Callable<Integer> {

    private final Map<String, String> environment;
    private final Console console;

    @Parameters(index = "0", paramLabel = "URL", description = "Its CSS-CII server; with --wc, its CSS-TS server.")
    private String url = "";

    @Option(
            names = "--wc",
            paramLabel = "udp://HOST:PORT",
            description = "Its wall clock; then URL is that of its CSS-TS server, and CSS-CII is not needed.")
    private @Nullable String wallClock;

    @Option(
            names = "--timeline",
            paramLabel = "SELECTOR[@RATE]",
            description = "Only this timeline; may be repeated. Ticks a second are needed with --wc only, and not for"
                    + " urn:dvb:css:timeline:pts, which is what is shown there without this option.")
    private List<String> timelines = List.of();

    @Option(
            names = "--content",
            paramLabel = "STEM",
            description = "With --wc: what the content id has to begin with (default: anything).")
    private String contentIdStem = "";

    @Option(names = "--json", description = "One line of JSON each time.")
    private boolean isJson;

    @Option(
            names = "--interval",
            paramLabel = "SEC",
            description = "How often to show it, 0.02 to 3600 (default: 0.2 on a terminal, elsewhere 1).")
    private @Nullable Double intervalInSec;

    @Option(names = "--count", paramLabel = "N", description = "End after showing it N times (default: never).")
    private long count = Long.MAX_VALUE;

    CssWatchCommand(Map<String, String> environment, Console console) {
        this.environment = environment;
        this.console = console;
    }

    @Override
    public Integer call() throws Exception {
        boolean isTerminal = !isJson && TerminalOutput.isPresent(environment);
        double interval = intervalInSec == null ? isTerminal ? 0.2 : 1 : intervalInSec;
        if (!(interval >= 0.02 && interval <= 3600)) {
            throw new UsageException("Expected --interval 0.02 to 3600, got " + interval);
        }
        if (count < 1) {
            throw new UsageException("Expected --count 1 or more, got " + count);
        }
        CssTarget target = CssTarget.of(url, wallClock, timelines, contentIdStem);
        CssPrinter printer =
                isJson ? new CssJson(console) : isTerminal ? new CssScreen(console) : new CssLines(console);
        CssWatcher watcher = new CssWatcher(target, printer);
        try (SignalExit signals = SignalExit.withCode(ExitCode.OK);
                RemoteTelevision television = target.television(watcher)) {
            watcher.watch(television, (long) (interval * 1e9), count);
        }
        return ExitCode.OK;
    }
}
