package dev.patchbay.protocol.dispatcher.internal;

import dev.patchbay.rpc.CallException;
import dev.patchbay.rpc.spi.Provider;
import dev.patchbay.rpc.spi.RpcMethod;
import dev.patchbay.rpc.spi.WithoutSignIn;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A provider for tests. */
public final class Echo implements Provider {

    final CountDownLatch interrupted = new CountDownLatch(1);
    final CountDownLatch entered = new CountDownLatch(1);
    final Semaphore goOn = new Semaphore(0);
    final AtomicInteger produced = new AtomicInteger();

    @RpcMethod
    public @Nullable Object same(@Nullable Object value) {
        return value;
    }

    @RpcMethod
    public void refuse() throws CallException {
        throw new CallException(17, "There is one already", Map.of("which", 3));
    }

    @RpcMethod
    public long fail() {
        return Long.parseLong("broken");
    }

    @WithoutSignIn
    @RpcMethod("fail_anybody")
    public long failAnybody() {
        return fail();
    }

    @RpcMethod
    public double unspeakable() {
        return Double.NaN;
    }

    @RpcMethod
    public void hang() throws InterruptedException {
        entered.countDown();
        try {
            goOn.acquire();
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }

    /** The numbers from 0, so many. */
    @RpcMethod
    public Stream<Long> count(long size) {
        return IntStream.range(0, (int) size)
                .peek(i -> produced.incrementAndGet())
                .mapToObj(Long::valueOf);
    }

    /** Fails after so many. */
    @RpcMethod("count_and_fail")
    public Stream<Long> countAndFail(long size) {
        return Stream.concat(count(size), Stream.generate(() -> {
            throw new IllegalStateException("no more");
        }));
    }

    /** Waits before each number. */
    @RpcMethod("count_slowly")
    public Stream<Long> countSlowly() {
        return Stream.iterate(0L, i -> i + 1).peek(i -> {
            if (i > 0) {
                entered.countDown();
                try {
                    goOn.acquire();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw new IllegalStateException("interrupted");
                }
            }
        });
    }
}
