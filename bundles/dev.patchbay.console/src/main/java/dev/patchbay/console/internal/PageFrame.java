package dev.patchbay.console.internal;

import org.osgi.service.component.annotations.Component;

/** The one document behind the address of every page; its script shows the page the address names. */
@Component(
        service = PageFrame.class,
        property = {
            "osgi.http.whiteboard.resource.pattern=",
            "osgi.http.whiteboard.resource.pattern=/rpc",
            "osgi.http.whiteboard.resource.pattern=/events",
            "osgi.http.whiteboard.resource.pattern=/tasks",
            "osgi.http.whiteboard.resource.pattern=/apidoc",
            "osgi.http.whiteboard.resource.pattern=/apidoc/rpc",
            "osgi.http.whiteboard.resource.pattern=/apidoc/tasks",
            "osgi.http.whiteboard.resource.pattern=/apidoc/events",
            "osgi.http.whiteboard.resource.pattern=/apidoc/schemas",
            "osgi.http.whiteboard.resource.prefix=/pages/index.html",
            "osgi.http.whiteboard.context.select=(osgi.http.whiteboard.context.name=" + Pages.NAME + ")"
        })
public final class PageFrame {}
