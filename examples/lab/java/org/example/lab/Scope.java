package org.example.lab;

import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** A simulated oscilloscope. One thread at a time calls it. */
public final class Scope implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger("scope");
    private static final double NOISE = 0.03;
    private static final int MOST_POINTS = 2000;
    private static final double WINDOW_IN_S = 0.04;

    /**
     * What was on the screen.
     *
     * @param windowInMs how much time it shows
     * @param volts samples at equal distances
     */
    public record Trace(double windowInMs, String shape, double hertz, List<Double> volts) {}

    private final Random random = new Random();
    private Shape shape = Shape.SINE;
    private double hertz = 100;

    public Scope() {
        LOG.log(System.Logger.Level.INFO, "The scope is ready");
    }

    /** The last 40 ms, in this many points. */
    public Trace trace(int points) {
        if (points < 2 || points > MOST_POINTS) {
            throw new IllegalArgumentException("Expected 2 to " + MOST_POINTS + " points, got " + points);
        }
        double begin = System.nanoTime() / 1e9;
        DoubleStream volts = IntStream.range(0, points)
                .mapToDouble(i -> sample(begin + WINDOW_IN_S * i / (points - 1)));
        return new Trace(WINDOW_IN_S * 1000, shape.name().toLowerCase(), hertz, volts.boxed().toList());
    }

    private double sample(double time) {
        double phase = time * hertz % 1;
        return Math.round((shape.at(phase) + random.nextGaussian() * NOISE) * 1000) / 1000.0;
    }

    /** What the generator at the input makes: {@code sine}, {@code square} or {@code triangle}. */
    public String setShape(String wanted) {
        shape = Shape.of(wanted);
        LOG.log(System.Logger.Level.INFO, "The generator makes a {0}", wanted);
        return wanted;
    }

    /** How often a second, from 10 to 1000. */
    public double setFrequency(double wanted) {
        if (!(wanted >= 10 && wanted <= 1000)) {
            throw new IllegalArgumentException("Expected a frequency from 10 to 1000 Hz, got " + wanted);
        }
        hertz = wanted;
        LOG.log(System.Logger.Level.INFO, "The generator makes {0} Hz", wanted);
        return wanted;
    }

    /** Called before new code takes over, and at the end. */
    @Override
    public void close() {
        LOG.log(System.Logger.Level.INFO, "The scope is off");
    }

    private enum Shape {
        SINE {
            @Override
            double at(double phase) {
                return Math.sin(2 * Math.PI * phase);
            }
        },
        SQUARE {
            @Override
            double at(double phase) {
                return phase < 0.5 ? 1 : -1;
            }
        },
        TRIANGLE {
            @Override
            double at(double phase) {
                return phase < 0.5 ? 4 * phase - 1 : 3 - 4 * phase;
            }
        };

        /** @param phase from 0 to 1 */
        abstract double at(double phase);

        static Shape of(String name) {
            for (Shape each : values()) {
                if (each.name().equalsIgnoreCase(name)) {
                    return each;
                }
            }
            throw new IllegalArgumentException("Expected sine, square or triangle, got '" + name + "'");
        }
    }
}
