package dev.patchbay.protocol.moduleserver.internal;

import static org.junit.Assert.assertEquals;

import org.junit.Test;

/** §3.2. */
public class AnswerLineTest {

    private static final String FILLER = "x".repeat(AnswerLine.PIECE);

    @Test
    public void upToAPieceItIsEncoded() {
        String fits = "[" + "x".repeat(AnswerLine.PIECE - 6) + "]";
        assertEquals(AnswerLine.PIECE, AnswerLine.of(fits).length());
        assertEquals("%5B" + "x".repeat(AnswerLine.PIECE - 6) + "%5D", AnswerLine.of(fits));
    }

    @Test
    public void aByteMoreAndItIsNot() {
        String tooLong = "[" + "x".repeat(AnswerLine.PIECE - 5) + "]";
        assertEquals(tooLong, AnswerLine.of(tooLong));
    }

    @Test
    public void percentAndPlusAreWrittenOtherwise() {
        assertEquals("\"" + FILLER + "\\u0025\\u002b 41\"", AnswerLine.of("\"" + FILLER + "%+ 41\""));
    }

    @Test
    public void thePlusOfAnExponentIsLeftOut() {
        assertEquals(
                "[1E400,\"\\\"\\u002b\\\\\",1E9,\"" + FILLER + "\"]",
                AnswerLine.of("[1E+400,\"\\\"+\\\\\",1E+9,\"" + FILLER + "\"]"));
    }
}
