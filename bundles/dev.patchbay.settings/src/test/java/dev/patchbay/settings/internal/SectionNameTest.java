package dev.patchbay.settings.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import org.junit.Test;

public class SectionNameTest {

    @Test
    public void aPlainNameStandsForAPidOfTheProduct() {
        assertEquals("dev.patchbay.http", SectionName.of("http").servicePid());
    }

    @Test
    public void aNameWithADotIsThePid() {
        assertEquals("org.example.lamp", SectionName.of("org.example.lamp").servicePid());
    }

    @Test
    public void theInstanceStandsBehindTheTilde() {
        SectionName left = SectionName.of("lamp~left.one");

        assertEquals("dev.patchbay.lamp", left.pid());
        assertEquals("left.one", left.instance());
        assertEquals("dev.patchbay.lamp~left.one", left.servicePid());
    }

    @Test
    public void theShortestNameLeadsBackToThePid() {
        assertEquals("http", SectionName.of("dev.patchbay.http").toString());
        assertEquals(
                "dev.patchbay.protocol.jsonrpc",
                SectionName.of("dev.patchbay.protocol.jsonrpc").toString());
        assertEquals("lamp~left", SectionName.of("dev.patchbay.lamp~left").toString());
    }

    @Test
    public void anEmptyPartIsIncomplete() {
        assertFalse(SectionName.of("").isComplete());
        assertFalse(SectionName.of("~left").isComplete());
        assertFalse(SectionName.of("lamp~").isComplete());
        assertTrue(SectionName.of("lamp").isComplete());
    }
}
