import java.util.List;
import org.example.lab.Scope;

/** A test of the scope without any library: java -cp CLASSES ScopeTest.java. Fails with the exit code 1. */
public final class ScopeTest {

    public static void main(String[] args) {
        try (Scope scope = new Scope()) {
            for (String shape : List.of("sine", "square", "triangle")) {
                scope.setShape(shape);
                scope.setFrequency(250);
                Scope.Trace trace = scope.trace(2000);
                expect(trace.shape().equals(shape) && trace.hertz() == 250 && trace.windowInMs() == 40, trace);
                expect(trace.volts().size() == 2000, trace);
                // ten whole periods: as much above as below, from edge to edge
                double sum = trace.volts().stream().mapToDouble(Double::doubleValue).sum();
                double highest = trace.volts().stream().mapToDouble(Double::doubleValue).max().orElse(0);
                expect(Math.abs(sum / 2000) < 0.02, shape + " has a mean of " + sum / 2000);
                expect(highest > 0.95 && highest < 1.3, shape + " goes up to " + highest);
            }
            List<Runnable> wrong = List.of(
                    () -> scope.trace(1),
                    () -> scope.trace(2001),
                    () -> scope.setShape("round"),
                    () -> scope.setFrequency(9),
                    () -> scope.setFrequency(1001),
                    () -> scope.setFrequency(Double.NaN));
            wrong.forEach(ScopeTest::expectRefusal);
            expect(scope.trace(2).shape().equals("triangle"), "a refusal changes nothing");
        }
    }

    private static void expectRefusal(Runnable wrong) {
        try {
            wrong.run();
        } catch (IllegalArgumentException e) {
            expect(e.getMessage().startsWith("Expected ") && e.getMessage().contains(", got "), e);
            return;
        }
        throw new AssertionError("Expected a refusal, got none");
    }

    private static void expect(boolean isSo, Object otherwise) {
        if (!isSo) {
            throw new AssertionError(String.valueOf(otherwise));
        }
    }
}
