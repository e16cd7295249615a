package dev.patchbay.dispatch.internal;

import static org.junit.Assert.assertArrayEquals;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertThrows;
import static org.junit.Assert.assertTrue;

import java.lang.reflect.Type;
import java.util.function.Function;
import org.junit.Test;

public class TypeArgumentsTest {

    interface Direct extends Function<String, Integer> {}

    interface Swapped<A, B> extends Function<B, A> {}

    abstract static class Base<T> implements Swapped<T, Long> {}

    abstract static class Heir extends Base<String> {}

    abstract static class GrandHeir extends Heir implements Comparable<GrandHeir> {}

    abstract static class ListHeir implements Function<java.util.List<String>, Integer> {}

    @SuppressWarnings("rawtypes")
    abstract static class Raw implements Function {}

    private static Type[] of(Class<?> type) {
        return TypeArguments.of(type, Function.class);
    }

    @Test
    public void argumentsGivenDirectlyAreFound() {
        assertArrayEquals(new Type[] {String.class, Integer.class}, of(Direct.class));
    }

    @Test
    public void argumentsAreFollowedThroughGenericParents() {
        assertArrayEquals(new Type[] {Long.class, String.class}, of(Heir.class));
        assertArrayEquals(new Type[] {Long.class, String.class}, of(GrandHeir.class));
    }

    @Test
    public void anArgumentMayBeGenericItself() {
        assertEquals("java.util.List<java.lang.String>", of(ListHeir.class)[0].getTypeName());
    }

    @Test
    public void aRawImplementationIsRefused() {
        String fault = assertThrows(IllegalArgumentException.class, () -> of(Raw.class))
                .getMessage();
        assertTrue(fault, fault.contains("Function<Input, Result>"));
    }

    @Test
    public void aClassThatDoesNotImplementItIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> of(String.class));
    }

    @Test
    public void aLambdaIsRefusedSinceItsTypesAreUnknown() {
        Function<String, Integer> lambda = String::length;
        assertThrows(IllegalArgumentException.class, () -> of(lambda.getClass()));
    }
}
