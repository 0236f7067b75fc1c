package dev.halftone.api.access;

import java.util.List;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/** What those who ask may be. Nobody is both: the admin key opens no tenant's jobs. */
enum Role {
    /** Reads and writes jobs of one tenant, which is the principal. */
    CLIENT,
    /** Makes and revokes keys, and sees how the service is. */
    ADMIN;

    /** One who has proven to be it. */
    Authentication of(Object principal) {
        return new PreAuthenticatedAuthenticationToken(principal, "", List.of(new SimpleGrantedAuthority(name())));
    }
}
