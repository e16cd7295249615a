package dev.patchbay.rpc.spi;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * This method may be called by somebody who did not sign in, even over a protocol that lets nobody else in
 * ({@link dev.patchbay.dispatch.Request.Rule#SIGNED_IN}).
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface WithoutSignIn {}
