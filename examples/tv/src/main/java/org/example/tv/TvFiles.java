package org.example.tv;

import org.osgi.service.component.annotations.Component;

/** The companion's page, and what both pages load, below {@code /tv/}. */
@Component(
        service = TvFiles.class,
        property = {"osgi.http.whiteboard.resource.pattern=/tv/*", "osgi.http.whiteboard.resource.prefix=/page"})
public final class TvFiles {}
