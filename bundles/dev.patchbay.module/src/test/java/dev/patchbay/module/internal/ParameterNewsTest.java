package dev.patchbay.module.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.Timeout;

/** How often it is told what a module says of itself. */
public class ParameterNewsTest {

    @Rule
    public final Timeout limit = Timeout.seconds(60);

    private final Threads threads = new Threads();
    private final Clock clock = new Clock();
    private final List<Map<String, ?>> told = new CopyOnWriteArrayList<>();
    private final List<Long> times = new CopyOnWriteArrayList<>();
    private volatile boolean isWanted = true;

    @After
    public void stop() {
        clock.stop();
        threads.stop(1_000);
    }

    private ParameterNews news(long intervalInMs) {
        Announcer announcer = new Announcer() {
            @Override
            public void announce(String event, Map<String, ?> properties) {
                times.add(System.nanoTime());
                told.add(Map.of("set", properties.get("set"), "unset", properties.get("unset")));
            }

            @Override
            public boolean areParametersWanted() {
                return isWanted;
            }
        };
        Identity identity = new Identity("queue", "uid", "type", new Recorder("queue", () -> null));
        return new ParameterNews(new News(announcer, identity), new Equipment(threads, clock), intervalInMs);
    }

    private void awaitTold(int count) {
        await().until(() -> told.size() >= count);
    }

    @Test
    public void theFirstIsToldAtOnceAndTheRestTogether() {
        ParameterNews news = news(1_000);
        news.open();
        news.set(Map.of("a", 1L));
        awaitTold(1);
        for (long i = 0; i < 1_000; i++) {
            news.set(Map.of("a", i, "b", i));
        }
        news.unset(List.of("b", "c"));
        news.unset(List.of("d"));
        news.set(Map.of("d", 7L));
        awaitTold(2);
        assertEquals(Map.of("set", Map.of("a", 1L), "unset", List.of()), told.get(0));
        assertEquals(Map.of("set", Map.of("a", 999L, "d", 7L), "unset", List.of("b", "c")), told.get(1));
        assertTrue(TimeUnit.NANOSECONDS.toMillis(times.get(1) - times.get(0)) >= 950);
    }

    @Test
    public void withoutAnIntervalNothingIsLost() {
        ParameterNews news = news(0);
        news.open();
        for (long i = 0; i < 1_000; i++) {
            news.set(Map.of("a", i));
        }
        await().until(() -> !told.isEmpty()
                && Map.of("a", 999L).equals(told.get(told.size() - 1).get("set")));
    }

    @Test
    public void nothingIsToldBeforeTheModuleIsInNorAfterItLeft() {
        ParameterNews news = news(0);
        news.set(Map.of("a", 1L));
        assertEquals(List.of(), told);
        news.open();
        awaitTold(1);
        news.close();
        news.set(Map.of("a", 2L));
        news.unset(List.of("a"));
        ParameterNews other = news(0);
        other.open();
        other.set(Map.of("b", 1L));
        awaitTold(2);
        assertEquals(Map.of("b", 1L), told.get(1).get("set"));
        assertEquals(2, told.size());
    }

    @Test
    public void whatNobodyWantsIsNotKept() {
        isWanted = false;
        ParameterNews news = news(0);
        news.open();
        news.set(Map.of("a", 1L));
        isWanted = true;
        news.set(Map.of("b", 1L));
        awaitTold(1);
        assertEquals(Set.of("b"), ((Map<?, ?>) told.get(0).get("set")).keySet());
    }
}
