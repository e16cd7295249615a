package dev.patchbay.benchmarks.program;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import dev.patchbay.benchmarks.driver.Histogram;
import dev.patchbay.benchmarks.driver.Request;
import dev.patchbay.benchmarks.process.BenchBundle;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class ReplacerTest {

    private static final long TIMEOUT_IN_SEC = 30;

    @Rule
    public final TemporaryFolder home = new TemporaryFolder();

    private final VersionWatch watch = new VersionWatch(10);
    private BenchBundle bundle;
    private Path deploy;
    private Replacer replacer;

    @Before
    public void prepareFolder() throws Exception {
        bundle = BenchBundle.build();
        deploy = home.newFolder("deploy").toPath();
        replacer = new Replacer(bundle, deploy, watch);
    }

    @Test
    public void theLastVersionIsInTheFolderAndNothingElse() throws Exception {
        answer(1);
        answer(2);
        replacer.replace(1, 2, 10, TIMEOUT_IN_SEC);
        assertFolderHas(2);
    }

    @Test
    public void aSlowCopyIsWholeInTheEnd() throws Exception {
        answer(2);
        replacer.replace(2, 1, 2, TIMEOUT_IN_SEC);
        assertFolderHas(2);
    }

    @Test
    public void theTimeCountsFromTheLanding() throws Exception {
        Thread node = new Thread(this::answerWhenThere, "node");
        node.start();
        Histogram visible = replacer.replace(1, 1, 10, TIMEOUT_IN_SEC);
        node.join();
        assertEquals(1, visible.total());
        assertTrue(visible.maxInNanos() > 0);
    }

    @Test
    public void aVersionThatNeverAnswersIsTold() {
        IOException failure = assertThrows(IOException.class, () -> replacer.replace(5, 1, 10, 0));
        assertTrue(failure.getMessage(), failure.getMessage().contains("version 5"));
    }

    private void answerWhenThere() {
        while (!Files.exists(deploy.resolve(BenchBundle.FILE))) {
            Thread.onSpinWait();
        }
        answer(1);
    }

    private void answer(int version) {
        String text = "{\"id\":" + Request.FIRST_NUMBER + ",\"result\":{\"version\":" + version + "}}";
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        watch.onAnswer(bytes, 0, bytes.length, System.nanoTime());
    }

    private void assertFolderHas(int version) throws IOException {
        assertArrayEquals(new String[] {BenchBundle.FILE}, deploy.toFile().list());
        byte[] jar = Files.readAllBytes(deploy.resolve(BenchBundle.FILE));
        assertEquals(bundle.version(version).length, jar.length);
    }
}
