package org.example.chat;

import org.osgi.service.component.annotations.Component;

/** The page, at {@code /chat}: a file of this bundle, served by the OSGi HTTP Whiteboard. */
@Component(
        service = ChatPage.class,
        property = {
            "osgi.http.whiteboard.resource.pattern=/chat",
            "osgi.http.whiteboard.resource.prefix=/page/index.html"
        })
public final class ChatPage {}
