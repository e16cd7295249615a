package dev.patchbay.shell.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

public class GogoLineTest {

    @Test
    public void jsonIsQuotedInLinesThatCall() {
        assertEquals("run hello '{\"name\": \"World\"}'", GogoLine.quoted("run hello {\"name\": \"World\"}"));
        assertEquals("call a.b '[1, 2]' '\"5\"' 7", GogoLine.quoted("call a.b [1, 2] \"5\" 7"));
        assertEquals("patchbay:call a.b '{}'", GogoLine.quoted("patchbay:call a.b {}"));
    }

    @Test
    public void valueOfANamedParameterIsQuoted() {
        assertEquals("call a.b list='[1]'", GogoLine.quoted("call a.b list=[1]"));
    }

    @Test
    public void otherLinesAreLeftToGogo() {
        assertEquals("each [1 2] { echo $it }", GogoLine.quoted("each [1 2] { echo $it }"));
        assertEquals("caller {\"a\":1}", GogoLine.quoted("caller {\"a\":1}"));
    }

    @Test
    public void whatIsNotJsonIsLeftToGogo() {
        assertEquals("call a.b {x", GogoLine.quoted("call a.b {x"));
        assertEquals("call a.b (tac)", GogoLine.quoted("call a.b (tac)"));
        assertEquals("call a.b [a=b]", GogoLine.quoted("call a.b [a=b]"));
    }

    @Test
    public void whatIsQuotedAlreadyStaysAsItIs() {
        assertEquals("run hello '{\"a\": [1]}'", GogoLine.quoted("run hello '{\"a\": [1]}'"));
    }

    @Test
    public void bracketsAndQuotesInsideTextsDoNotCount() {
        assertEquals(
                "run x '{\"a\":\"}\\\"\\u0027s {\"}' | grep a",
                GogoLine.quoted("run x {\"a\":\"}\\\"'s {\"} | grep a"));
    }
}
