package dev.patchbay.console.internal;

import org.osgi.service.component.annotations.Component;

/** Style, scripts and icons of the pages. */
@Component(
        service = PageFiles.class,
        property = {
            "osgi.http.whiteboard.resource.pattern=/files/*",
            "osgi.http.whiteboard.resource.prefix=/pages",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + Pages.NAME + ")"
        })
public final class PageFiles {}
