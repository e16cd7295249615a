package dev.patchbay.rpc.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a public method of a {@link Provider} as callable. Two methods of one provider must not have one name.
 *
 * <p>Parameters are passed by position or by name. The name is that of the Java parameter (compile with
 * {@code -parameters}) or the one in {@link Param}. Trailing parameters that are {@code @Nullable},
 * {@code Optional}, or carry a {@link dev.patchbay.schema.Default} may be left out.
 *
 * <p>A {@link java.util.stream.Stream} or {@link java.util.Iterator} it returns, also as {@code Object}, is fetched piece by
 * piece on other threads, one at a time, for as long as the caller wants more; then a stream is closed.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface RpcMethod {

    /** The name to call it by; empty means the Java name. */
    String value() default "";
}
