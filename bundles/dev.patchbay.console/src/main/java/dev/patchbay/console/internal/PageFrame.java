package dev.patchbay.console.internal;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;

/** The one document behind the address of every page; its script shows the page the address names. */
final class PageFrame extends HttpServlet {

    /** Where it answers; empty is the root itself. */
    static final String[] PATTERNS = {
        "", "/rpc", "/events", "/tasks", "/apidoc", "/apidoc/rpc", "/apidoc/tasks", "/apidoc/events", "/apidoc/schemas"
    };

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/html;charset=UTF-8");
        try (InputStream document = PageFrame.class.getResourceAsStream("/pages/index.html")) {
            if (document == null) {
                throw new IOException("Expected /pages/index.html in this bundle, it is not there");
            }
            document.transferTo(response.getOutputStream());
        }
    }
}
