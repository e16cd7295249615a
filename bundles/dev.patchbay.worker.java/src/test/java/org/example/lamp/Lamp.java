package org.example.lamp;

import java.util.List;
import java.util.Map;

/** A module for tests. */
public class Lamp implements AutoCloseable {

    /** What a record becomes. */
    public record Light(String colour, int level) {}

    public static int closed;

    public String set(String colour) {
        return colour;
    }

    public String set(String colour, int level) {
        return colour + " " + level;
    }

    public Object echo(Object value) {
        return value;
    }

    public int sum(int first, long... rest) {
        int sum = first;
        for (long each : rest) {
            sum += Math.toIntExact(each);
        }
        return sum;
    }

    public Light light(Light light, List<String> names, Map<String, Integer> levels) {
        return new Light(light.colour() + names + levels, light.level() + 1);
    }

    public Object thread() {
        return Thread.currentThread();
    }

    public double notANumber() {
        return Double.NaN;
    }

    public void fail() {
        throw new IllegalStateException("the lamp\nis broken", new IllegalArgumentException("no power"));
    }

    public int exhaust() {
        throw new StackOverflowError();
    }

    public String _secret() {
        return "secret";
    }

    public static String isStatic() {
        return "static";
    }

    String isNotPublic() {
        return "package";
    }

    @Override
    public void close() {
        closed++;
    }
}
