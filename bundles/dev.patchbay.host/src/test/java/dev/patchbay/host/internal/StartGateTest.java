package dev.patchbay.host.internal;

import static org.awaitility.Awaitility.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;

public final class StartGateTest {

    @Rule
    public final FrameworkRule framework = new FrameworkRule();

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final AtomicInteger passed = new AtomicInteger();
    private BundleContext context;

    /** A bundle at level 5 that has been started there. */
    @Before
    public void atLevelFive() throws Exception {
        Bundle bundle = framework.emptyBundle("ours");
        bundle.adapt(BundleStartLevel.class).setStartLevel(5);
        bundle.start();
        raiseTo(5);
        context = bundle.getBundleContext();
    }

    @Test
    public void itIsPassedOnceWhenTheLevelIsReached() throws Exception {
        try (StartGate gate = StartGate.watch(context, passed::incrementAndGet)) {
            assertEquals(0, passed.get());
            raiseTo(9);
            await().until(() -> passed.get() == 1);
            raiseTo(7);
            raiseTo(9);
            gate.close();
        }
        assertEquals(1, passed.get());
    }

    @Test
    public void itIsPassedAtOnceWhenTheLevelIsUp() throws Exception {
        raiseTo(9);
        StartGate.watch(context, passed::incrementAndGet).close();
        assertEquals(1, passed.get());
    }

    @Test
    public void closedItIsNotPassed() throws Exception {
        StartGate.watch(context, passed::incrementAndGet).close();
        raiseTo(9);
        assertEquals(0, passed.get());
    }

    @Test
    public void aControlSocketIsThereOnlyThenAndGoneAfterItsEnd() throws Exception {
        Path home = folder.getRoot().toPath();
        Path socket = Files.createDirectory(home.resolve("data")).resolve("control.sock");
        ControlServer server = new ControlServer(
                context,
                List.of(SocketFile.in(home, "")),
                new ControlConversations(new ControlCommands(context), 60_000));
        assertTrue(Files.notExists(socket) && !server.isOpened());
        raiseTo(9);
        server.awaitOpened();
        assertTrue(Files.exists(socket));
        server.close();
        assertTrue(Files.notExists(socket));
    }

    @Test
    public void aRefusalBeforeItIsToldToTheLauncherAndAfterwardsOnlyToTheLog() throws Exception {
        List<String> told = new ArrayList<>();
        Consumer<String> launcher = told::add;
        context.registerService(
                Consumer.class, launcher, FrameworkUtil.asDictionary(Map.of("patchbay.launch", "failed")));
        LaunchNotes.failed(context, "early");
        raiseTo(9);
        LaunchNotes.failed(context, "late");
        assertEquals(List.of("early"), told);
    }

    /** Until the bundles of that level have been started, too: the framework is at it before they are. */
    private void raiseTo(int level) {
        AtomicBoolean isThere = new AtomicBoolean();
        framework
                .framework()
                .adapt(FrameworkStartLevel.class)
                .setStartLevel(level, event -> isThere.set(event.getType() == FrameworkEvent.STARTLEVEL_CHANGED));
        await().untilTrue(isThere);
    }
}
