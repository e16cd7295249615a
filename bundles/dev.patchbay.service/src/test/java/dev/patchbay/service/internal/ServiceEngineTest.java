package dev.patchbay.service.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertSame;
import static org.junit.Assert.assertTrue;

import dev.patchbay.service.ServiceStatus;
import dev.patchbay.service.ServiceStatus.State;
import dev.patchbay.service.spi.HostedService;
import dev.patchbay.service.spi.StandingService;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.Rule;
import org.junit.Test;

/** The calls of the service manager's table, line by line, and the revival. */
public class ServiceEngineTest {

    @Rule
    public final EngineFixture fixture = new EngineFixture(5_000, "first", "ids.of/Second");

    private final ServiceEngine engine = fixture.engine;

    @Test
    public void aNameIsGivenOnce() {
        ScriptedService service = fixture.created("a");
        assertFalse(engine.create("a", new ScriptedService()));
        assertTrue(engine.create("b", new ScriptedService()));
        assertSame(service, engine.get("a").orElseThrow());
    }

    @Test
    public void onlyWhatIsAvailableAndNotEnabledCanBeEnabled() {
        assertFalse(engine.enable("a"));
        fixture.created("a");
        assertTrue(engine.enable("a"));
        assertFalse(engine.enable("a"));
    }

    @Test
    public void enableReturnsWhenItCountsAsEnabledAndItsThreadIsUp() {
        ScriptedService service = fixture.enabled("a");
        assertEquals(State.ENABLED, fixture.state("a"));
        assertEquals(1, fixture.status("a").runs());
        Thread thread = service.awaitMain();
        assertEquals("patchbay-service-a", thread.getName());
        assertSame(ScriptedService.class.getClassLoader(), thread.getContextClassLoader());
        assertTrue("a service must not keep the process alive", thread.isDaemon());
    }

    @Test
    public void enableAllEnablesThoseThatAreNotAndTellsWhetherItCould() {
        fixture.enabled("a");
        ScriptedService other = fixture.created("b");
        assertTrue(engine.enableAll());
        other.awaitMain();
        assertTrue("there is nothing left to enable", engine.enableAll());
        assertEquals(1, other.runs.get());
    }

    @Test
    public void enableAllTellsWhenOneCouldNotBe() {
        ScriptedService shared = fixture.enabled("a");
        fixture.created("b", shared);
        fixture.created("c");
        assertFalse("main of one instance never runs twice at one time", engine.enableAll());
        assertEquals(State.ENABLED, fixture.state("c"));
    }

    @Test
    public void onlyWhatIsEnabledCanBeDisabled() {
        assertFalse(engine.disable("a"));
        ScriptedService service = fixture.created("a");
        assertFalse(engine.disable("a"));
        assertTrue(engine.enable("a"));
        Thread thread = service.awaitMain();
        assertTrue(engine.disable("a"));
        assertFalse("disable joins the thread", thread.isAlive());
        assertEquals(State.AVAILABLE, fixture.state("a"));
        assertFalse(engine.disable("a"));
        assertEquals(1, service.disables.get());
    }

    @Test
    public void whatWasDisabledCanBeEnabledAgain() {
        ScriptedService service = fixture.enabled("a");
        service.awaitMain();
        assertTrue(engine.disable("a"));
        assertTrue(engine.enable("a"));
        service.awaitMain();
        assertEquals(2, fixture.status("a").runs());
    }

    @Test
    public void theListedComeFirstAndTheOthersAsTheyCame() {
        for (String name : List.of("x", "ids.of/Second", "a", "first")) {
            fixture.created(name);
        }
        assertEquals(List.of("first", "ids.of/Second", "x", "a"), fixture.names());
    }

    @Test
    public void servicesAreDisabledInReverseOrderEachAfterTheOneBefore() {
        Queue<String> happened = new ConcurrentLinkedQueue<>();
        for (String name : List.of("x", "first", "y")) {
            fixture.enabled(name, noting(name, happened)).awaitMain();
        }
        assertTrue(engine.disableAll());
        assertEquals(List.of("ask y", "end y", "ask x", "end x", "ask first", "end first"), new ArrayList<>(happened));
        assertTrue("none is enabled any more", engine.disableAll());
    }

    private static ScriptedService noting(String name, Queue<String> happened) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        return new ScriptedService()
                .disable(() -> {
                    happened.add("ask " + name);
                    end.complete(null);
                })
                .main(() -> {
                    end.get();
                    happened.add("end " + name);
                });
    }

    @Test
    public void deleteForgetsAndEndsNoThread() {
        ScriptedService service = fixture.enabled("a");
        Thread thread = service.awaitMain();
        assertTrue(engine.delete("a"));
        assertFalse(engine.delete("a"));
        assertEquals(Optional.empty(), engine.get("a"));
        assertTrue(thread.isAlive());
        assertTrue("the name is free", engine.create("a", new ScriptedService()));
        assertFalse(engine.disable("a"));
        assertTrue(thread.isAlive());
    }

    @Test
    public void deleteAllForgetsEveryone() {
        fixture.created("a");
        fixture.created("b");
        assertTrue(engine.deleteAll());
        assertEquals(List.of(), engine.list());
    }

    @Test
    public void anInstanceThatIsCreatedAnewWhileItsMainRunsIsNotBegunTwice() {
        ScriptedService service = fixture.enabled("a");
        Thread thread = service.awaitMain();
        engine.delete("a");
        fixture.created("a", service);
        assertFalse(engine.enable("a"));
        assertEquals(Optional.empty(), engine.get("a"));
        service.disable();
        await().until(() -> !thread.isAlive());
        assertTrue(engine.enable("a"));
        service.awaitMain();
        assertEquals(1, service.most.get());
    }

    @Test
    public void theEndSeesThoseAsWellThatWereForgotten() {
        Thread forgotten = fixture.enabled("a").awaitMain();
        engine.delete("a");
        assertEquals(1, engine.close(5_000).asked());
        assertFalse(forgotten.isAlive());
    }

    @Test
    public void getGivesWhatIsEnabled() {
        ScriptedService service = fixture.enabled("a");
        assertSame(service, engine.get("a").orElseThrow());
        assertSame(service, engine.get("a").orElseThrow());
        service.awaitMain();
        assertEquals(1, service.runs.get());
    }

    @Test
    public void getOfWhatIsOnlyAvailableEnablesIt() {
        ScriptedService service = fixture.created("a");
        assertSame(service, engine.get("a").orElseThrow());
        assertEquals(State.ENABLED, fixture.state("a"));
        service.awaitMain();
    }

    @Test
    public void getOfAnUnknownNameIsEmptyUntilItComes() {
        assertEquals(Optional.empty(), engine.get("a"));
        assertEquals(Optional.empty(), engine.get("a"));
        fixture.created("a");
        assertTrue(engine.get("a").isPresent());
    }

    @Test
    public void aThrownMainIsKeptAndTheNextGetRunsTheSameInstanceAgain() {
        ScriptedService service = fixture.created("a");
        service.main(() -> {
            throw new IllegalStateException("broken");
        });
        assertTrue(engine.enable("a"));
        Thread first = service.awaitMain();
        fixture.awaitAvailable("a");
        assertEquals(
                "java.lang.IllegalStateException: broken", fixture.status("a").lastFailure());
        assertEquals("nothing restarts it by itself", 1, service.runs.get());
        service.main(() -> fixture.mayEnd.acquire());
        assertSame(service, engine.get("a").orElseThrow());
        assertFalse(first.equals(service.awaitMain()));
        assertEquals(2, fixture.status("a").runs());
        assertEquals(
                "java.lang.IllegalStateException: broken", fixture.status("a").lastFailure());
        fixture.mayEnd.release();
    }

    @Test
    public void whateverMainThrowsNobodyElseNotices() {
        ScriptedService neighbour = fixture.enabled("neighbour");
        Thread thread = neighbour.awaitMain();
        fixture.enabled("a", new ScriptedService().main(() -> {
                    throw new NoClassDefFoundError("gone");
                }));
        fixture.awaitAvailable("a");
        fixture.enabled("b", new ScriptedService().main(() -> {
                    throw new RuntimeException() {
                        private static final long serialVersionUID = 1L;

                        @Override
                        public String getMessage() {
                            throw new IllegalStateException("not even that");
                        }
                    };
                }));
        fixture.awaitAvailable("b");
        assertTrue(thread.isAlive());
        engine.stop();
        assertFalse(thread.isAlive());
    }

    @Test
    public void aMainThatReturnsAtOnceDoesNotBreakGet() {
        ScriptedService service = fixture.created("a", new ScriptedService().main(() -> {}));
        for (int i = 1; i <= 50; i++) {
            assertSame(service, engine.get("a").orElseThrow());
            service.awaitMain();
            fixture.awaitAvailable("a");
            assertEquals(i, fixture.status("a").runs());
        }
        assertNull(fixture.status("a").lastFailure());
        assertEquals(1, service.most.get());
    }

    @Test
    public void twentyThreadsThatAskForADeadServiceStartItOnce() throws Exception {
        ScriptedService service = fixture.created("a");
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try {
            for (int round = 1; round <= 50; round++) {
                CyclicBarrier together = new CyclicBarrier(20);
                Callable<HostedService> ask = () -> {
                    together.await();
                    return engine.get("a").orElseThrow();
                };
                List<Future<HostedService>> answers = new ArrayList<>();
                for (int i = 0; i < 20; i++) {
                    answers.add(threads.submit(ask));
                }
                for (Future<HostedService> answer : answers) {
                    assertSame(service, answer.get());
                }
                service.awaitMain();
                assertEquals(round, fixture.status("a").runs());
                assertTrue(engine.disable("a"));
            }
            assertEquals(50, service.runs.get());
            assertEquals(1, service.most.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    public void mainMayEnableAndDisableOthersAndItself() {
        ScriptedService other = fixture.created("other");
        fixture.enabled("target").awaitMain();
        CompletableFuture<List<Object>> answers = new CompletableFuture<>();
        ScriptedService caller = fixture.created("caller");
        caller.main(() -> answers.complete(List.of(
                engine.get("other").orElseThrow(),
                engine.enable("other"),
                engine.disable("target"),
                engine.get("caller").orElseThrow(),
                engine.enable("caller"),
                engine.disable("caller"),
                engine.list().size())));
        assertTrue(engine.enable("caller"));
        assertEquals(List.of(other, false, true, caller, false, true, 3), answers.join());
        fixture.awaitAvailable("caller");
        assertEquals(State.ENABLED, fixture.state("other"));
        assertNull(fixture.status("caller").lastFailure());
    }

    @Test
    public void twoServicesMayEnableEachOther() {
        CompletableFuture<Object> givenToA = new CompletableFuture<>();
        CompletableFuture<Object> givenToB = new CompletableFuture<>();
        ScriptedService a = fixture.created("a", new ScriptedService().main(() -> {
                    givenToA.complete(engine.get("b").orElseThrow());
                    fixture.mayEnd.acquire();
                }));
        ScriptedService b = fixture.created("b", new ScriptedService().main(() -> {
                    givenToB.complete(engine.get("a").orElseThrow());
                    fixture.mayEnd.acquire();
                }));
        assertTrue(engine.enable("a"));
        assertSame(b, givenToA.join());
        assertSame(a, givenToB.join());
        assertEquals(1, a.runs.get());
        fixture.mayEnd.release(2);
    }

    @Test
    public void stopRefusesNewEnablesDisablesForgetsAndCanBeUsedAnew() throws Exception {
        fixture.created("idle");
        ScriptedService service = fixture.created("a");
        CompletableFuture<Boolean> whileStopping = new CompletableFuture<>();
        CompletableFuture<Optional<HostedService>> idle = new CompletableFuture<>();
        CompletableFuture<Optional<HostedService>> self = new CompletableFuture<>();
        CompletableFuture<Void> asked = new CompletableFuture<>();
        service.disable(() -> asked.complete(null)).main(() -> {
            asked.get();
            whileStopping.complete(engine.enable("idle"));
            idle.complete(engine.get("idle"));
            self.complete(engine.get("a"));
        });
        assertTrue(engine.enable("a"));
        Thread thread = service.awaitMain();
        engine.stop();
        assertFalse(thread.isAlive());
        assertFalse(whileStopping.get());
        assertEquals(Optional.empty(), idle.get());
        assertSame("what is enabled is given until its end", service, self.get().orElseThrow());
        assertEquals(List.of(), engine.list());
        fixture.enabled("a").awaitMain();
    }

    @Test
    public void aServiceMayStopThemAll() {
        CompletableFuture<List<ServiceStatus>> left = new CompletableFuture<>();
        Thread other = fixture.enabled("other").awaitMain();
        fixture.enabled("a", new ScriptedService().main(() -> {
                    engine.stop();
                    left.complete(engine.list());
                }));
        assertEquals(List.of(), left.join());
        assertFalse(other.isAlive());
    }

    @Test
    public void afterTheEndNothingIsCreatedOrEnabled() {
        fixture.created("a");
        engine.close(5_000);
        assertFalse(engine.create("b", new ScriptedService()));
        assertFalse(engine.enable("a"));
        assertEquals(List.of(), engine.list());
    }

    @Test
    public void aServiceIsKnownByItsOriginalIdAsWell() {
        ScriptedService service = new ScriptedService();
        engine.add("sampler", new Origin("lab.sampler/Sampler", "lab/1.0.0", 0, null), service);
        assertTrue(engine.enable("lab.sampler/Sampler"));
        assertSame(service, engine.get("sampler").orElseThrow());
        assertSame(service, engine.get("lab.sampler/Sampler").orElseThrow());
        assertEquals(Optional.empty(), engine.get("lab/Sampler"));
        assertTrue(engine.disable("lab.sampler/Sampler"));
        assertTrue(engine.delete("lab.sampler/Sampler"));
        assertEquals(Optional.empty(), engine.get("sampler"));
    }

    @Test
    public void ofTwoWithOneOriginalIdTheHigherRankingHasIt() {
        ScriptedService better = new ScriptedService();
        ScriptedService usual = new ScriptedService();
        engine.add("usual", new Origin("rooms/Handler", "x/1.0.0", 0, null), usual);
        engine.add("better", new Origin("rooms/Handler", "y/1.0.0", 5, null), better);
        engine.add("worse", new Origin("rooms/Handler", "z/1.0.0", 5, null), new ScriptedService());
        assertSame(better, engine.get("rooms/Handler").orElseThrow());
        engine.delete("better");
        engine.delete("worse");
        assertSame(usual, engine.get("rooms/Handler").orElseThrow());
    }

    @Test
    public void statusTellsWhatTheWatchdogWants() {
        engine.add("a", new Origin("lab/A", "lab/1.0.0", 0, null), new ScriptedService());
        ServiceStatus before = fixture.status("a");
        assertEquals("lab/A", before.originalId());
        assertEquals("lab/1.0.0", before.bundle());
        assertEquals(0, before.runs());
        assertEquals(0, before.uptimeInMs());
        engine.enable("a");
        await().until(() -> fixture.status("a").uptimeInMs() > 0);
        ServiceStatus during = fixture.status("a");
        assertFalse(during.since().isBefore(before.since()));
        assertNull(during.lastFailureAt());
        engine.disable("a");
        assertEquals(0, fixture.status("a").uptimeInMs());
        assertFalse(fixture.status("a").since().isBefore(during.since()));
    }

    @Test
    public void whatBecomesOfAServiceIsAnnounced() {
        ScriptedService service = fixture.enabled("a");
        service.awaitMain();
        engine.disable("a");
        service.main(() -> {
            throw new IllegalStateException("broken");
        });
        engine.enable("a");
        await().until(() -> fixture.announced.size() == 4);
        assertEquals(
                List.of(
                        "service.enabled a 1 ",
                        "service.ended a 1 ",
                        "service.enabled a 2 ",
                        "service.failed a 2 java.lang.IllegalStateException: broken"),
                new ArrayList<>(fixture.announced));
    }

    @Test
    public void anAnnouncerThatThrowsDisturbsNoService() {
        ServiceEngine engineOfTheDeaf =
                new ServiceEngine(new ServiceOrder(List.of()), 5_000, (event, name, runs, error) -> {
                    throw new IllegalStateException("deaf");
                });
        ScriptedService service = new ScriptedService();
        engineOfTheDeaf.create("a", service);
        assertTrue(engineOfTheDeaf.enable("a"));
        Thread thread = service.awaitMain();
        assertTrue(engineOfTheDeaf.disable("a"));
        assertFalse(thread.isAlive());
    }

    @Test
    public void aStandingServiceIsEnabledAndDisabledAgainAndAgain() {
        StandingService standing = new StandingService() {};
        engine.create("a", standing);
        for (int i = 1; i <= 20; i++) {
            assertTrue(engine.enable("a"));
            assertTrue(engine.disable("a"));
        }
        assertEquals(State.AVAILABLE, fixture.state("a"));
        assertNull(fixture.status("a").lastFailure());
    }
}
