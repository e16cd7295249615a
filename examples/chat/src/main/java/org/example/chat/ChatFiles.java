package org.example.chat;

import org.osgi.service.component.annotations.Component;

/** What the page loads, below {@code /chat/}. */
@Component(
        service = ChatFiles.class,
        property = {"osgi.http.whiteboard.resource.pattern=/chat/*", "osgi.http.whiteboard.resource.prefix=/page"})
public final class ChatFiles {}
