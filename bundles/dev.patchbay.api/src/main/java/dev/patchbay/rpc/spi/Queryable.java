package dev.patchbay.rpc.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes what a public method of a {@link Provider} returns searchable: callers find {@code namespace.query(filter?, options?)},
 * which answers with those records that match, in the order and the slice they ask for, as docs/queries.md tells.
 *
 * <pre>{@code
 * @RpcMethod
 * @Queryable(id = "name")
 * public List<Volume> list() { ... }
 * }</pre>
 *
 * <p>Each query calls the method on the call's thread. What it returns, a {@link java.util.Collection} or a
 * {@link java.util.stream.Stream} of records or maps, is gone through while the answer is fetched, perhaps by other threads, one
 * at a time, and no further than the answer needs; then a stream is closed. So a collection must be a copy, or one that does not
 * change. A {@link dev.patchbay.rpc.CallContext} is the only parameter the method may have. Roles,
 * {@link dev.patchbay.schema.Private}, {@link WithoutSignIn} and {@link dev.patchbay.schema.Metadata} of the method hold for the
 * query too. Without {@link RpcMethod} the method itself is not callable. Who keeps very many records and has an index asks
 * {@code dev.patchbay.query} himself.
 *
 * <p>Source: dispatcher §5.2, {@code query(type)}, and §11.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Queryable {

    /** The name to call the query by. */
    String value() default "query";

    /**
     * The property whose value each record has as {@code id}, too: what {@code entity-subscriber.} events and the original
     * clients know a record by. Empty when the records have an {@code id} of their own, or none.
     */
    String id() default "";
}
