package dev.patchbay.protocol.dispatcher.internal;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has something done when the process gets the signal HUP, which otherwise ends it. Signals are not of the Java API but
 * of the module {@code jdk.unsupported}, which a run time may lack, and Windows has no such signal: then nothing is
 * done; nor where the process was started with HUP ignored, as {@code nohup} does.
 */
final class HangUpSignal implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(HangUpSignal.class);

    /** Who was asked before; null when nobody is asked now either. */
    private final @Nullable Object former;

    /** @param work done on a thread of the run time, for each signal; may block */
    HangUpSignal(Runnable work) {
        this.former = handler(work);
    }

    private static @Nullable Object handler(Runnable work) {
        try {
            Class<?> type = type("SignalHandler");
            InvocationHandler worker = (self, method, arguments) -> switch (method.getName()) {
                case "handle" -> done(work);
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "reload on HUP";
            };
            return handle(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, worker));
        } catch (ReflectiveOperationException | IllegalArgumentException e) {
            LOG.debug("The signal HUP cannot be heard here", e);
            return null;
        }
    }

    private static @Nullable Object done(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.error("What the signal HUP asks for failed", e);
        }
        return null;
    }

    /** @return who handled it until now */
    private static @Nullable Object handle(Object handler) throws ReflectiveOperationException {
        Class<?> type = type("Signal");
        Object signal = create(type);
        return type.getMethod("handle", type, type("SignalHandler")).invoke(null, signal, handler);
    }

    private static Object create(Class<?> type) throws ReflectiveOperationException {
        try {
            return type.getConstructor(String.class).newInstance("HUP");
        } catch (InvocationTargetException e) {
            throw new ReflectiveOperationException("The system has no signal HUP", e.getCause());
        }
    }

    private static Class<?> type(String name) throws ClassNotFoundException {
        return ClassLoader.getSystemClassLoader().loadClass("sun.misc." + name);
    }

    /** Puts back who was asked before. */
    @Override
    public void close() {
        if (former == null) {
            return;
        }
        try {
            Object unused = handle(former);
        } catch (ReflectiveOperationException e) {
            LOG.warn("The signal HUP still reloads plugins", e);
        }
    }
}
