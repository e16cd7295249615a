package dev.patchbay.module.internal;

import java.lang.annotation.Annotation;

/**
 * Section {@code module} as a test wants it. By default modules have much time for an answer, since the machine may be
 * busy, and little to leave.
 */
@SuppressWarnings("BadAnnotationImplementation")
record TestConfig(
        String types,
        String directory,
        long connectInMs,
        long answerInMs,
        long leaveInMs,
        long termInMs,
        long parametersIntervalInMs,
        String listenHost)
        implements ModuleComponent.Config {

    private static final String LOOPBACK = "127.0.0.1";

    static TestConfig of(String types) {
        return new TestConfig(types, "", 20_000, 10_000, 300, 300, 50, LOOPBACK);
    }

    /** The times of the original. */
    TestConfig withTimesOfTheOriginal() {
        return withTimes(2_000, 1_000, 3_000, 5_000);
    }

    TestConfig withTypes(String other) {
        return new TestConfig(
                other, directory, connectInMs, answerInMs, leaveInMs, termInMs, parametersIntervalInMs, listenHost);
    }

    TestConfig withDirectory(String other) {
        return new TestConfig(
                types, other, connectInMs, answerInMs, leaveInMs, termInMs, parametersIntervalInMs, listenHost);
    }

    TestConfig withListenHost(String other) {
        return new TestConfig(
                types, directory, connectInMs, answerInMs, leaveInMs, termInMs, parametersIntervalInMs, other);
    }

    TestConfig withTimes(long ofConnecting, long ofAnswering, long ofLeaving, long ofTermination) {
        return new TestConfig(
                types,
                directory,
                ofConnecting,
                ofAnswering,
                ofLeaving,
                ofTermination,
                parametersIntervalInMs,
                listenHost);
    }

    @Override
    public String host() {
        return "localhost";
    }

    @Override
    public long writeInMs() {
        return answerInMs;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return ModuleComponent.Config.class;
    }
}
