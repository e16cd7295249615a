package dev.patchbay.process.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertNotEquals;
import static org.junit.Assert.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class MarksTest {

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private Path home(String name) throws IOException {
        return folder.newFolder(name).toPath();
    }

    @Test
    public void noTwoMarksAreEqualAndOneIsNotFoundInAnother() throws IOException {
        Marks marks = new Marks(home("a"), "");
        String first = marks.next();
        for (int i = 2; i < 12; i++) {
            assertFalse(Marks.has(marks.value(marks.next()), first));
        }
        assertTrue(Marks.has(marks.value(first), first));
    }

    @Test
    public void anEarlierLifeOfTheSameHomeIsKnownAndNeitherThisLifeNorAnotherHome() throws IOException {
        Path home = home("a");
        Marks earlier = new Marks(home, "");
        Marks now = new Marks(home, "");
        Marks elsewhere = new Marks(home("b"), "");
        assertTrue(now.isEarlierLife(earlier.value(earlier.next())));
        assertFalse(now.isEarlierLife(now.value(now.next())));
        assertFalse(now.isEarlierLife(elsewhere.value(elsewhere.next())));
        assertFalse(now.isEarlierLife(""));
        assertNotEquals(earlier.ofThisLife(), now.ofThisLife());
    }

    @Test
    public void aNodeBelowAnotherKeepsTheOuterMarkAndDropsThoseOfItsOwnEarlierLife() throws IOException {
        Path home = home("inner");
        Marks outer = new Marks(home("outer"), "");
        String outerMark = outer.next();
        Marks earlier = new Marks(home, "");
        Marks inner = new Marks(home, outer.value(outerMark) + "," + earlier.next());
        String mark = inner.next();
        assertEquals(outerMark + "," + mark, inner.value(mark));
        assertFalse(inner.isEarlierLife(inner.value(mark)));
    }
}
