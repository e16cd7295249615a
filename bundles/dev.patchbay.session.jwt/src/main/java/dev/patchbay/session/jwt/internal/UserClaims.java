package dev.patchbay.session.jwt.internal;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.patchbay.session.User;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which claims say who somebody is: his id is always {@code sub}.
 *
 * @param usernameClaim his name; a token without it has the id for a name
 * @param rolesClaim his roles, a list of texts or one text with blanks between; a dot leads into an object
 */
record UserClaims(String usernameClaim, String rolesClaim) {

    /** Empty when the claims name nobody. */
    Optional<User> user(JWTClaimsSet claims) {
        String id = claims.getSubject();
        if (id == null || id.isEmpty()) {
            return Optional.empty();
        }
        Object name = find(claims.getClaims(), usernameClaim);
        String username = name instanceof String text && !text.isEmpty() ? text : id;
        return Optional.of(new User(id, username, roles(find(claims.getClaims(), rolesClaim))));
    }

    /** A claim whose own name has dots comes before one inside an object. */
    private static @Nullable Object find(Map<?, ?> claims, String path) {
        int dot = path.indexOf('.');
        if (dot < 0 || claims.containsKey(path)) {
            return claims.get(path);
        }
        return claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? find(inner, path.substring(dot + 1))
                : null;
    }

    private static Set<String> roles(@Nullable Object claim) {
        Collection<?> values = claim instanceof Collection<?> list
                ? list
                : claim instanceof String text ? List.of(text.strip().split("\\s+")) : List.of();
        Set<String> roles = new HashSet<>();
        for (Object value : values) {
            if (value instanceof String role && !role.isEmpty()) {
                roles.add(role);
            }
        }
        return roles;
    }
}
