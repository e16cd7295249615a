package dev.patchbay.benchmarks.task;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Does the same thing many times on several threads. */
final class Workforce {

    private Workforce() {}

    /**
     * Does it.
     *
     * @param times how often altogether
     * @return what came of each, in no order
     * @throws Exception what the first that failed threw
     */
    static <T> List<T> work(int threads, int times, Callable<T> once) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<T>>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int share = times / threads + (i < times % threads ? 1 : 0);
                shares.add(pool.submit(() -> repeat(share, once)));
            }
            List<T> all = new ArrayList<>();
            for (Future<List<T>> share : shares) {
                all.addAll(share.get());
            }
            return all;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            pool.shutdownNow();
        }
    }

    private static <T> List<T> repeat(int times, Callable<T> once) throws Exception {
        List<T> results = new ArrayList<>(times);
        for (int i = 0; i < times; i++) {
            results.add(once.call());
        }
        return results;
    }
}
