package dev.halftone.api.tenant;

import java.util.regex.Pattern;
import reactor.core.publisher.Mono;
import reactor.util.context.Context;

/**
 * To whom jobs belong. A request's tenant is written into its Reactor context once, where it was authenticated; the statements
 * that read or write jobs take it from there, and fail where there is none.
 *
 * @param name 1 to 128 letters, digits and {@code . _ : @ -}, the first a letter or a digit
 */
public record Tenant(String name) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");

    /** Whose jobs are seen where no keys are needed. */
    public static final Tenant DEFAULT = new Tenant("default");

    public Tenant {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a tenant's name has 1 to 128 letters, digits and . _ : @ -, and begins with a letter or a digit");
        }
    }

    /** The one that the request belongs to. Errors where nobody has said which. */
    public static Mono<Tenant> current() {
        return Mono.deferContextual(context -> context.<Tenant>getOrEmpty(Tenant.class)
                .map(Mono::just)
                .orElseGet(() -> Mono.error(new IllegalStateException("the request has no tenant"))));
    }

    public Context in(Context context) {
        return context.put(Tenant.class, this);
    }
}
