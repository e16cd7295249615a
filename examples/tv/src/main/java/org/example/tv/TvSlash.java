package org.example.tv;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.osgi.service.component.annotations.Component;

/** Sends who asks for {@code /tv/} to the page at {@code /tv}; a resource's pattern must not end with a slash. */
@Component(service = Filter.class, property = "osgi.http.whiteboard.filter.regex=/tv/")
public final class TvSlash implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException {
        ((HttpServletResponse) response).sendRedirect("/tv");
    }
}
