package dev.patchbay.benchmarks.process;

import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class NodePlanTest {

    @Test
    public void sectionsStandBesideHttp() {
        String settings = NodePlan.PLAIN.with("zephserver", "{}").settings(7);
        assertTrue(settings, settings.contains("\"port\": 7") && settings.contains("\"zephserver\": {}"));
        assertTrue(settings, settings.contains("\"allowPublicWithoutAuthentication\": false"));
    }

    @Test
    public void onlyAnotherAddressThanLoopbackIsAllowedToOthers() {
        String settings = NodePlan.PLAIN.at("10.0.0.1").settings(7);
        assertTrue(settings, settings.contains("\"allowPublicWithoutAuthentication\": true"));
    }

    @Test
    public void aPlanIsNotChangedByWhatIsMadeOfIt() {
        assertTrue(NodePlan.PLAIN.with("a", "{}").settings(7).contains("\"a\""));
        assertFalse(NodePlan.PLAIN.settings(7).contains("\"a\""));
    }
}
