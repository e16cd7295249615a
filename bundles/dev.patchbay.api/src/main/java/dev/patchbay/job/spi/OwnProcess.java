package dev.patchbay.job.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Jobs of this task run in a Java process of their own, so that a crash, a leak or {@code System.exit} is theirs alone.
 *
 * <p>The class is loaded there from its bundle and the bundles it is wired to, outside of the framework: it needs a public
 * constructor without parameters and gets no references. {@link dev.patchbay.job.JobContext} works as usual. What it writes
 * to standard output and error becomes the job's output.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface OwnProcess {

    /** Largest heap, in mebibytes, 16 or more. */
    int maxHeapInMebibytes() default 256;
}
