package dev.patchbay.event.internal;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.junit.Test;

public class MaskTest {

    private static void hears(String mask, String... names) {
        Predicate<String> compiled = Mask.compile(mask);
        for (String name : names) {
            assertTrue(mask + " hears " + name, compiled.test(name));
        }
    }

    private static void ignores(String mask, String... names) {
        Predicate<String> compiled = Mask.compile(mask);
        for (String name : names) {
            assertFalse(mask + " ignores " + name, compiled.test(name));
        }
    }

    @Test
    public void withoutWildcardsOnlyTheNameItself() {
        hears("task.updated", "task.updated");
        ignores("task.updated", "task.update", "task.updatedx", "Task.updated", "taskXupdated", "a.task.updated", "");
    }

    @Test
    public void aStarAtTheEndHearsEverythingBelow() {
        hears("task.*", "task.updated", "task.progress.detail", "task.");
        ignores("task.*", "task", "tasks.updated", "subtask.updated", "taskXupdated");
    }

    @Test
    public void aStarAloneHearsEverything() {
        hears("*", "task", "task.updated", "ä", "");
    }

    @Test
    public void aStarInTheMiddleStandsForAnyText() {
        hears("task.*.done", "task.a.done", "task.a.b.done", "task..done");
        ignores("task.*.done", "task.done", "task.a.done.now", "task.a.undone");
        hears("*.done", "a.done", ".done");
        ignores("*.done", "done", "a.done ");
    }

    @Test
    public void severalStarsFindTheirTextInOrder() {
        hears("a*b*c", "abc", "a.b.c", "aXbXbXc", "acbcc");
        ignores("a*b*c", "acb", "ab", "abcd");
        hears("**a**", "a", "xax");
        ignores("**a**", "b", "");
    }

    @Test
    public void aQuestionMarkStandsForOneCharacter() {
        hears("task.?", "task.1", "task..", "task.\n");
        ignores("task.?", "task.", "task.12", "task");
    }

    @Test
    public void aSetStandsForOneOfItsCharacters() {
        hears("disk[abc]", "diska", "diskc");
        ignores("disk[abc]", "diskd", "disk", "diskab", "disk[abc]");
        hears("disk[0-9]", "disk0", "disk9");
        ignores("disk[0-9]", "disk-", "diska");
    }

    @Test
    public void aNegatedSetStandsForOneCharacterThatIsNotInIt() {
        hears("disk[!ab]", "diskc", "disk!", "disk.");
        ignores("disk[!ab]", "diska", "disk", "diskcc");
    }

    @Test
    public void charactersThatMeanSomethingInPatternsMeanThemselves() {
        hears("a+(b)^$|{2}\\*", "a+(b)^$|{2}\\x");
        ignores("a.c?", "abcd");
        hears("x[\\^&-]?", "x\\1", "x^1", "x&1", "x-1");
        hears("x[]a]?", "x]1", "xa1");
        ignores("x[]a]?", "xb1");
        hears("x[&&a]?", "x&1", "xa1");
    }

    @Test
    public void whatLooksLikeASetButIsNoneMeansItself() {
        hears("a[", "a[");
        hears("a[]?", "a[]1");
        hears("a[!]?", "a[!]1");
        ignores("a[!]?", "ab1");
        hears("a[b?", "a[b1");
    }

    @Test
    public void aRangeWhoseEndsAreSwappedHoldsNothing() {
        ignores("disk[z-a]", "diska", "diskz", "diskm", "disk-");
        hears("disk[!z-a]", "diskm");
        hears("disk[z-ax]", "diskx");
    }

    @Test(timeout = 10_000)
    public void manyStarsDoNotMakeItSlow() {
        ignores("*a".repeat(30) + "*b", "a".repeat(200));
    }

    @Test
    public void masksAreAddedAndRemovedByTheirText() {
        MaskSet set = MaskSet.EMPTY.with(List.of("a.*", "b")).with(List.of("b", "c"));
        assertEquals(Set.of("a.*", "b", "c"), set.masks());
        assertTrue(set.matches("a.b") && set.matches("c"));
        MaskSet fewer = set.without(List.of("a.*", "a.b", "zzz"));
        assertFalse(fewer.matches("a.b"));
        assertTrue(fewer.matches("b"));
        assertFalse(MaskSet.EMPTY.matches("a"));
    }
}
