package dev.patchbay.worker.java.function;

import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import org.example.lamp.Lamp;
import org.junit.Test;

public class FunctionsTest {

    private final Functions functions = Functions.of(Lamp.class);

    private Object call(String name, Object... args) throws Exception {
        return functions.call(new Lamp(), name, Arrays.asList(args), FunctionsTest::read);
    }

    private static Object read(Object plain, Type type) {
        if (type == int.class && plain instanceof Integer) {
            return plain;
        }
        if (type == long.class && plain instanceof Integer number) {
            return number.longValue();
        }
        if (type == Object.class || type == String.class && plain instanceof String) {
            return plain;
        }
        throw new IllegalArgumentException(String.valueOf(plain));
    }

    @Test
    public void ofOverloadsTheOneWithAsManyParametersIsCalled() throws Exception {
        assertEquals("red", call("set", "red"));
        assertEquals("red 5", call("set", "red", 5));
    }

    @Test
    public void aRestTakesAnyNumber() throws Exception {
        assertEquals(1, call("sum", 1));
        assertEquals(6, call("sum", 1, 2, 3));
    }

    @Test
    public void aWrongNumberOfArgumentsNamesTheFunctionAndTheNumbers() {
        IllegalArgumentException none = assertThrows(IllegalArgumentException.class, () -> call("set"));
        assertEquals("set() takes 1 or 2 arguments, got 0", none.getMessage());
        IllegalArgumentException few = assertThrows(IllegalArgumentException.class, () -> call("sum"));
        assertEquals("sum() takes 1 or more arguments, got 0", few.getMessage());
    }

    @Test
    public void anArgumentThatDoesNotFitIsNamed() {
        IllegalArgumentException text = assertThrows(IllegalArgumentException.class, () -> call("set", "red", "five"));
        assertEquals("set() expects argument 2 to be int, got: five", text.getMessage());
        IllegalArgumentException nothing =
                assertThrows(IllegalArgumentException.class, () -> call("sum", (Object) null));
        assertEquals("sum() expects argument 1 to be int, got: null", nothing.getMessage());
    }

    @Test
    public void whatIsNotPublicOrNotTheModulesIsNotFound() {
        for (String name :
                List.of("_secret", "isStatic", "isNotPublic", "close", "hashCode", "getClass", "wait", "Set", "")) {
            assertThrows(name, NoSuchFunctionException.class, () -> call(name));
        }
    }

    @Test
    public void whatTheModuleThrowsComesAsItIs() {
        IllegalStateException failure = assertThrows(IllegalStateException.class, () -> call("fail"));
        assertEquals("the lamp\nis broken", failure.getMessage());
        assertThrows(StackOverflowError.class, () -> call("exhaust"));
    }

    @Test
    public void aTraceHasTheModulesFramesOnlyAndEndsWithTypeAndMessage() {
        String[] lines = Traces.text(assertThrows(IllegalStateException.class, () -> call("fail")))
                .split("\n");
        assertEquals("java.lang.IllegalStateException: the lamp is broken", lines[lines.length - 1]);
        assertTrue(
                lines[lines.length - 2],
                lines[lines.length - 2].matches("  File \"Lamp.java\", line \\d+, in .*\\.fail"));
        assertEquals("Traceback (most recent call last):", lines[lines.length - 3]);
        assertTrue(Arrays.asList(lines).contains("java.lang.IllegalArgumentException: no power"));
    }

    @Test
    public void causesThatGoInACircleEnd() {
        IllegalStateException outer = new IllegalStateException("outer");
        outer.initCause(new IllegalArgumentException("inner", outer));
        assertTrue(Traces.text(outer).endsWith("java.lang.IllegalStateException: outer"));
    }

    @Test
    public void helpHasALineForEachMethod() throws Exception {
        List<String> lines = functions.help("lamp", null).toString().lines().toList();
        assertTrue(lines.get(0), lines.get(0).contains("positional"));
        assertTrue(lines.containsAll(List.of("set(colour)", "set(colour, level)", "sum(first, *rest)", "echo(value)")));
        assertTrue(lines.stream().noneMatch(line -> line.contains("_secret") || line.startsWith("close")));
    }

    @Test
    public void helpForADispatchMethodSaysThatThereIsNone() throws Exception {
        List<String> lines = functions.help("lamp", "echo").toString().lines().toList();
        assertTrue(lines.get(0).contains("positional"));
        assertTrue(lines.get(1).contains("dispatch method"));
        assertEquals(2, lines.size());
    }

    /** Has a help of its own. */
    public static class Helpful {

        public static String _help() {
            return "Ask me.";
        }
    }

    @Test
    public void aHelpOfItsOwnWins() throws Exception {
        assertEquals("Ask me.", Functions.of(Helpful.class).help("lamp", null));
        assertEquals("Ask me.", Functions.of(Helpful.class).help("lamp", "call"));
    }

    @Test
    public void overloadsAreOneDescriptionWithWhatAllOfThemNeed() {
        FunctionDescription set = functions.describe().stream()
                .filter(each -> each.name().equals("set"))
                .findFirst()
                .orElseThrow();
        assertEquals(new FunctionDescription("set", List.of("colour", "level"), 1, false), set);
    }
}
