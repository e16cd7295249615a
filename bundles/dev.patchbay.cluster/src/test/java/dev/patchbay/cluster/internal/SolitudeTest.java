package dev.patchbay.cluster.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertNull;
import static org.junit.Assert.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.After;
import org.junit.Test;

public class SolitudeTest {

    private static final long NEVER = 3_600;

    private final AtomicBoolean alone = new AtomicBoolean(true);
    private final AtomicReference<String> failure = new AtomicReference<>();
    private final Solitude solitude = new Solitude(alone::get, failure::get, NEVER, NEVER);

    @After
    public void close() {
        solitude.close();
    }

    @Test
    public void theReasonOfAFailedJoinIsRepeated() {
        failure.set("Another node is named east too");

        assertEquals("This node is alone: Another node is named east too", solitude.sentence());
    }

    @Test
    public void whoMeetsNobodyIsToldWhatToLookAt() {
        assertTrue(solitude.sentence(), solitude.sentence().contains("cluster.members"));
    }

    @Test
    public void nothingIsSaidWhileOthersAreThere() {
        failure.set("an old reason");
        alone.set(false);

        assertNull(solitude.sentence());
    }
}
