package dev.halftone.api.job;

/** Whose jobs are seen. There is one tenant until clients are told apart; this is the place where that will be decided. */
public final class Tenant {

    public static final String CURRENT = "default";

    private Tenant() {}
}
