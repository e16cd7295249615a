/** Knows users by signed tokens (JWT, RFC 7519). */
@NullMarked
package dev.patchbay.session.jwt.internal;

import org.jspecify.annotations.NullMarked;
