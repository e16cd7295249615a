package dev.patchbay.browser.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;

/**
 * Serves the library in every servlet context, so that a page finds it wherever the page itself is mounted. A browser
 * may keep the files but asks each time whether they are still the same.
 *
 * <p>A prototype, since the whiteboard wants an instance of its own for each context.
 */
@Component(
        service = Servlet.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            "osgi.http.whiteboard.servlet.name=dev.patchbay.browser",
            "osgi.http.whiteboard.servlet.pattern=/patchbay.js",
            "osgi.http.whiteboard.servlet.pattern=/patchbay.d.ts",
            "osgi.http.whiteboard.servlet.pattern=/patchbay/*",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=*)"
        })
public final class Library extends HttpServlet {

    /** Where they are served; a page asks for the first, which imports the others. */
    static final List<String> FILES = List.of(
            "/patchbay.js",
            "/patchbay.d.ts",
            "/patchbay/backoff.js",
            "/patchbay/endpoint.js",
            "/patchbay/error.js",
            "/patchbay/feed.js",
            "/patchbay/gateway.js",
            "/patchbay/hook.js",
            "/patchbay/limit.js",
            "/patchbay/link.js",
            "/patchbay/mask.js",
            "/patchbay/node.js",
            "/patchbay/rooms.js");

    private static final long serialVersionUID = 1;

    private final transient Map<String, LibraryFile> files = new HashMap<>();

    /** @throws IOException when a file is missing in this bundle */
    @Activate
    public Library() throws IOException {
        for (String path : FILES) {
            files.put(path, LibraryFile.read(path));
        }
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        LibraryFile file = files.get(path(request));
        if (file == null) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.etag());
        if (file.isKnownBy(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.contentType());
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setContentLength(file.content().length);
        response.getOutputStream().write(file.content());
    }

    private static String path(HttpServletRequest request) {
        String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }
}
