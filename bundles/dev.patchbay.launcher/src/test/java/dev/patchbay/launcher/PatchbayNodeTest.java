package dev.patchbay.launcher;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.startlevel.BundleStartLevel;

public final class PatchbayNodeTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final List<PatchbayNode> nodes = new ArrayList<>();
    private Path home;
    private TestInstallation installation;

    @Before
    public void install() throws Exception {
        home = folder.getRoot().toPath().resolve("home");
        installation = new TestInstallation(folder.getRoot().toPath().resolve("installation"));
        installation.bundle("early", "1.0.0");
        installation.bundle("late", "1.0.0");
    }

    @After
    public void stopAll() {
        nodes.forEach(PatchbayNode::close);
    }

    @Test
    public void aFirstStartMakesTheHome() throws Exception {
        start();
        assertTrue(Files.isDirectory(home.resolve("deploy")));
        assertTrue(Files.isDirectory(home.resolve("log")));
        assertEquals(PosixFilePermissions.fromString("rwx------"), Files.getPosixFilePermissions(home.resolve("data")));
    }

    @Test
    public void bundlesAreStartedAtTheirLevels() throws Exception {
        PatchbayNode node = start();
        assertEquals(Bundle.ACTIVE, bundle(node, "early").getState());
        assertEquals(Bundle.ACTIVE, bundle(node, "late").getState());
        assertEquals(10, levelOf(bundle(node, "early")));
        assertEquals(20, levelOf(bundle(node, "late")));
    }

    @Test
    public void whatDidNotChangeIsKeptForTheNextStart() throws Exception {
        long first = bundle(start(), "early").getLastModified();
        nodes.get(0).stop();
        assertEquals(first, bundle(start(), "early").getLastModified());
    }

    @Test
    public void aChangedJarIsInstalledAgainAndItsNeighbourIsNot() throws Exception {
        long neighbour = bundle(start(), "late").getBundleId();
        nodes.get(0).stop();
        FileTime time = Files.getLastModifiedTime(installation.jar("early"));
        Files.setLastModifiedTime(installation.bundle("early", "1.1.0"), time);
        PatchbayNode second = start();
        assertEquals("1.1.0", bundle(second, "early").getVersion().toString());
        assertEquals(neighbour, bundle(second, "late").getBundleId());
    }

    @Test
    public void aJarThatIsGoneIsRemoved() throws Exception {
        start().stop();
        Files.delete(installation.jar("early"));
        assertEquals(List.of("late"), names(start()));
    }

    @Test
    public void twoNodesRunSideBySideInOneProcess() throws Exception {
        PatchbayNode one = start();
        home = folder.getRoot().toPath().resolve("other");
        PatchbayNode other = start();
        assertTrue(one.stop());
        assertEquals(Bundle.ACTIVE, bundle(other, "early").getState());
    }

    @Test
    public void aSecondNodeOnTheSameHomeDoesNotStart() throws Exception {
        start();
        NodeException e = assertThrows(NodeException.class, this::start);
        assertTrue(String.valueOf(e.getMessage()).contains("already"));
    }

    @Test
    public void aStopFromInsideEndsTheWaitWithZero() throws Exception {
        PatchbayNode node = start();
        CompletableFuture<Integer> exit = waitFor(node);
        assertFalse(exit.isDone());
        node.context().getBundle(0).stop();
        assertEquals(0, (int) exit.get(10, TimeUnit.SECONDS));
        start();
    }

    @Test
    public void refusedSettingsEndTheStartBeforeAnythingElseIsStarted() throws Exception {
        installation.bundle("settings", "1.0.0", RefusingActivator.class);
        NodeException e = assertThrows(NodeException.class, this::start);
        assertEquals(RefusingActivator.SENTENCE, e.getMessage());
        Files.delete(installation.jar("settings"));
        start();
    }

    @Test
    public void aFailureToldWhileTheLevelIsRaisedEndsTheStart() throws Exception {
        installation.bundle("late", "1.0.0", FailingActivator.class);
        PatchbayNode node = build();
        NodeException e = assertThrows(NodeException.class, node::start);
        assertEquals(FailingActivator.SENTENCE, e.getMessage());
        assertEquals(0, node.awaitStop());
        assertEquals("", Files.readString(home.resolve("data/patchbay.lock")));
        Files.delete(installation.jar("late"));
        start();
    }

    @Test
    public void aFailureToldLaterLeavesTheNodeAlone() throws Exception {
        PatchbayNode node = start();
        tell(node.context(), "failed", "too late");
        assertEquals(Bundle.ACTIVE, node.context().getBundle(0).getState());
    }

    @Test
    public void theLockFileIsThereBeforeAnythingElseStartsAndGoneAfterTheStop() throws Exception {
        installation.bundle("settings", "1.0.0", LockingActivator.class);
        installation.bundle("early", "1.0.0", LockFileSeeingActivator.class);
        PatchbayNode node = start();
        Path file = home.resolve(LockingActivator.PATH);
        assertTrue(Files.readString(file)
                .startsWith("pid=" + ProcessHandle.current().pid() + " "));
        assertEquals(Bundle.ACTIVE, bundle(node, "early").getState());
        assertTrue(node.stop());
        assertFalse(Files.exists(file));
        start();
    }

    @Test
    public void aLockFileThatExistsEndsTheStartAndStays() throws Exception {
        installation.bundle("settings", "1.0.0", LockingActivator.class);
        Files.createDirectories(home);
        Path file = Files.writeString(home.resolve(LockingActivator.PATH), "");
        NodeException e = assertThrows(AlreadyStartedException.class, this::start);
        assertTrue(e.getMessage(), e.getMessage().contains("already started"));
        assertTrue(e.getMessage(), e.getMessage().contains(file.toString()));
        assertEquals("", Files.readString(file));
        Files.delete(file);
        start();
    }

    @Test
    public void aNodeThatEndedLongAgoDoesNotTakeTheLockFileOfAnother() throws Exception {
        installation.bundle("settings", "1.0.0", LockingActivator.class);
        PatchbayNode first = start();
        first.stop();
        start();
        first.close();
        assertTrue(Files.exists(home.resolve(LockingActivator.PATH)));
    }

    @Test
    public void whereItListensIsWrittenIntoTheLock() throws Exception {
        tell(start().context(), "listening", "http://127.0.0.1:1234");
        assertTrue(Files.readString(home.resolve("data/patchbay.lock")).endsWith("url=http://127.0.0.1:1234"));
    }

    @Test
    public void aHomeThatIsAFileIsRefusedInOneSentence() throws Exception {
        Files.writeString(home, "not a directory");
        NodeException e = assertThrows(NodeException.class, this::start);
        assertTrue(
                String.valueOf(e.getMessage()).contains("Expected a home directory that can be written, got " + home));
        assertTrue(String.valueOf(e.getMessage()).contains("--home"));
    }

    @Test
    public void missingSettingsAreRefusedBeforeAnythingIsMade() throws Exception {
        Files.delete(installation.root.resolve("config/patchbay.json"));
        NodeException e = assertThrows(NodeException.class, this::start);
        assertTrue(String.valueOf(e.getMessage()).contains("--config"));
        assertFalse(Files.exists(home));
    }

    @Test
    public void anIncompleteInstallationIsRefusedAndTheHomeIsFreeAgain() throws Exception {
        Path levels = installation.root.resolve("bundles/start.levels");
        String text = Files.readString(levels);
        Files.delete(levels);
        NodeException e = assertThrows(NodeException.class, this::start);
        assertTrue(String.valueOf(e.getMessage()).contains("bundles/start.levels"));
        Files.writeString(levels, text);
        start();
    }

    @Test
    public void stoppingTwiceIsHarmless() throws Exception {
        PatchbayNode node = start();
        assertTrue(node.stop());
        assertTrue(node.stop());
        assertEquals(0, node.awaitStop());
    }

    private PatchbayNode start() throws NodeException, InterruptedException {
        return build().start();
    }

    private PatchbayNode build() throws NodeException {
        PatchbayNode node = PatchbayNode.builder()
                .installation(installation.root)
                .home(home)
                .build();
        nodes.add(node);
        return node;
    }

    private static CompletableFuture<Integer> waitFor(PatchbayNode node) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return node.awaitStop();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private static Bundle bundle(PatchbayNode node, String name) {
        return installed(node)
                .filter(bundle -> bundle.getSymbolicName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<String> names(PatchbayNode node) {
        return installed(node).map(Bundle::getSymbolicName).toList();
    }

    private static Stream<Bundle> installed(PatchbayNode node) {
        return Arrays.stream(node.context().getBundles()).filter(bundle -> bundle.getBundleId() != 0);
    }

    private static int levelOf(Bundle bundle) {
        return bundle.adapt(BundleStartLevel.class).getStartLevel();
    }

    @SuppressWarnings({"rawtypes", "unchecked"})
    private static void tell(BundleContext context, String topic, String text) throws Exception {
        for (ServiceReference<Consumer> reference :
                context.getServiceReferences(Consumer.class, "(patchbay.launch=" + topic + ")")) {
            context.getService(reference).accept(text);
        }
    }
}
