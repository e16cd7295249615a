package org.example.tv;

import org.osgi.service.component.annotations.Component;

/** The television's page, at {@code /tv}: a file of this bundle, served by the OSGi HTTP Whiteboard. */
@Component(
        service = TvPage.class,
        property = {"osgi.http.whiteboard.resource.pattern=/tv", "osgi.http.whiteboard.resource.prefix=/page/index.html"
        })
public final class TvPage {}
