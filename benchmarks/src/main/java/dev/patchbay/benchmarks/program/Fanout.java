package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.FanoutDriver;
import dev.patchbay.benchmarks.driver.Greeting;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.Node;
import java.util.List;

/** Events to many subscribers, against a loop over the sessions of a bare Jetty. */
public final class Fanout implements Program {

    private static final String SUBSCRIBE =
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"event.subscribe\"," + "\"params\":{\"masks\":[\"bench.*\"]}}";
    private static final String BURST = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"task.run\","
            + "\"params\":{\"name\":\"bench.burst\",\"data\":{\"first\":{n},\"count\":%d}}}";
    private static final String NO_BURST =
            BURST.replace("{n}", Long.toString(Request.FIRST_NUMBER)).formatted(0);
    private static final String DELIVERY = "{\"jsonrpc\":\"2.0\",\"method\":\"event\",\"params\":"
            + "{\"name\":\"bench.tick\",\"data\":{\"n\":{n},\"text\":\"a short message\"},\"seq\":{n},"
            + "\"time\":\"2026-01-01T00:00:00.000000000Z\"}}";

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String summary() {
        return "events to many subscribers, against a loop over the sessions of a bare Jetty";
    }

    @Override
    public List<Option> options() {
        return FanoutRace.options();
    }

    @Override
    public Report run(Options options) throws Exception {
        try (Arena arena = Arena.open(options);
                FanoutRace race = new FanoutRace(options)) {
            if (race.hasNode()) {
                Node node = arena.startNodeWithBundle(NO_BURST);
                FanoutDriver driver = FanoutDriver.open(node.target(), options.number("subscribers"));
                race.addNode(node.process(), driver, BURST);
                driver.subscribe(new Greeting(Request.of(SUBSCRIBE), new Marker("\"result\"")));
            }
            race.addLoop(arena, DELIVERY);
            return race.run(arena);
        }
    }
}
