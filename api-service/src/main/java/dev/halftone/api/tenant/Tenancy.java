package dev.halftone.api.tenant;

/** How many tenants there can be. */
public enum Tenancy {
    /** {@link Tenant#DEFAULT} alone: nobody needs a key, and nobody is to be protected from others. */
    ONE,
    /** As many as keys and tokens name. */
    MANY
}
