package dev.patchbay.browser.internal;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;

/** One request and its answer; what the library does not use of the two interfaces fails. */
final class Exchange {

    private final String path;
    private final String ifNoneMatch;
    private final Map<String, String> headers = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;

    Exchange(String path, String ifNoneMatch) {
        this.path = path;
        this.ifNoneMatch = ifNoneMatch;
    }

    int status() {
        return status;
    }

    String header(String name) {
        return headers.get(name);
    }

    byte[] body() {
        return body.toByteArray();
    }

    HttpServletRequest request() {
        return fake(HttpServletRequest.class, (self, method, args) -> switch (method.getName()) {
            case "getServletPath" -> path.startsWith("/patchbay/") ? "/patchbay" : path;
            case "getPathInfo" -> path.startsWith("/patchbay/") ? path.substring("/patchbay".length()) : null;
            case "getHeader" -> "If-None-Match".equals(args[0]) ? ifNoneMatch : null;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    HttpServletResponse response() {
        return fake(HttpServletResponse.class, (self, method, args) -> {
            switch (method.getName()) {
                case "setHeader" -> headers.put((String) args[0], (String) args[1]);
                case "setContentType" -> headers.put("Content-Type", (String) args[0]);
                case "setContentLength" -> headers.put("Content-Length", args[0].toString());
                case "setStatus", "sendError" -> status = (int) args[0];
                case "getOutputStream" -> {
                    return new Output();
                }
                default -> throw new UnsupportedOperationException(method.getName());
            }
            return null;
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private final class Output extends ServletOutputStream {

        @Override
        public void write(int b) {
            body.write(b);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("setWriteListener");
        }
    }
}
