package dev.patchbay.worker.java;

import dev.patchbay.worker.java.function.Functions;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;

/** The class of the module, in a class loader of its own below the JDK's. */
final class LoadedModule implements Closeable {

    private final URLClassLoader loader;
    private final Constructor<?> constructor;
    private final Functions functions;

    private LoadedModule(URLClassLoader loader, Constructor<?> constructor) {
        this.loader = loader;
        this.constructor = constructor;
        functions = Functions.of(constructor.getDeclaringClass());
    }

    /**
     * Loads a class and initialises it.
     *
     * @param classPath jars
     * @throws ReflectiveOperationException when it is not there or cannot be one
     */
    static LoadedModule load(List<String> classPath, String className)
            throws ReflectiveOperationException, IOException {
        URLClassLoader loader = new URLClassLoader(urls(classPath), ClassLoader.getPlatformClassLoader());
        try {
            Class<?> type = Class.forName(className, true, loader);
            return new LoadedModule(loader, type.getConstructor());
        } catch (NoSuchMethodException e) {
            loader.close();
            throw new NoSuchMethodException(
                    "Expected a public constructor without parameters in " + className + ", found none");
        } catch (ReflectiveOperationException | LinkageError e) {
            loader.close();
            throw e;
        }
    }

    private static URL[] urls(List<String> classPath) throws MalformedURLException {
        URL[] urls = new URL[classPath.size()];
        for (int i = 0; i < urls.length; i++) {
            urls[i] = Path.of(classPath.get(i)).toUri().toURL();
        }
        return urls;
    }

    Functions functions() {
        return functions;
    }

    /**
     * Makes an instance, on a thread whose context class loader is the module's from then on.
     *
     * @throws Throwable the module's
     */
    Object construct() throws Throwable {
        Thread.currentThread().setContextClassLoader(loader);
        constructor.trySetAccessible();
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
