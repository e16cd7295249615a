package dev.patchbay.benchmarks.program;

import dev.patchbay.benchmarks.Option;
import dev.patchbay.benchmarks.Options;
import dev.patchbay.benchmarks.Program;
import dev.patchbay.benchmarks.Report;
import dev.patchbay.benchmarks.driver.FanoutDriver;
import dev.patchbay.benchmarks.driver.Greeting;
import dev.patchbay.benchmarks.driver.Marker;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.driver.Rpc;
import dev.patchbay.benchmarks.process.Node;
import java.util.List;

/** Messages to a room whose members came by zephserver's protocol, against a loop over the sessions of a bare Jetty. */
public final class Rooms implements Program {

    private static final String ROOM = "http://bench/room";
    private static final String DATA = "{\"room\":\"" + ROOM + "\",\"first\":{n},\"count\":%d}";
    private static final String BURST =
            "{\"task\":\"bench.say\",\"data\":" + DATA + ",\"room\":\"http://bench/speaker\",\"date\":1700000000000}";
    private static final String NO_BURST = Rpc.taskRun(
            1,
            "bench.say",
            DATA.replace("{n}", Long.toString(Request.FIRST_NUMBER)).formatted(0));
    private static final String DELIVERY =
            "{\"data\":{\"n\":{n},\"text\":\"a short message\"},\"task\":\"bench.tick\"}";

    @Override
    public String name() {
        return "rooms";
    }

    @Override
    public String summary() {
        return "messages to a room over /ws, against a loop over the sessions of a bare Jetty";
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
                Node node = arena.startNodeWithBundle(Zephserver.PLAN, NO_BURST);
                FanoutDriver driver = FanoutDriver.open(node.target(Zephserver.PATH), options.number("subscribers"));
                race.addNode(node.process(), driver, BURST);
                driver.greet(hello("http://bench/speaker"));
                driver.subscribe(hello(ROOM));
            }
            race.addLoop(arena, DELIVERY);
            return race.run(arena);
        }
    }

    /** Nobody signs in, or each newcomer's list of a thousand names would be sent a thousand times. */
    private static Greeting hello(String room) {
        return new Greeting(Request.of("{\"room\":\"" + room + "\"}"), new Marker("\"user_list\""));
    }
}
