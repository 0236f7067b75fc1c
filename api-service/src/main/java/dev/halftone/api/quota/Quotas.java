package dev.halftone.api.quota;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.halftone.api.tenant.Tenancy;
import dev.halftone.api.tenant.Tenant;
import java.time.Duration;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** The quota of each tenant: its own, or what the settings say; none where there is but one. */
@Component
public class Quotas {

    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final int TENANTS = 10_000;

    private final OwnQuotas own;
    private final Quota others;
    private final Tenancy tenancy;
    private final Cache<Tenant, Mono<Quota>> known = Caffeine.newBuilder()
            .maximumSize(TENANTS)
            .expireAfterWrite(FRESH)
            .executor(Runnable::run)
            .build();

    Quotas(OwnQuotas own, QuotaSettings settings, Tenancy tenancy) {
        this.own = own;
        this.others = settings.quota();
        this.tenancy = tenancy;
    }

    /** As it was within the last seconds. */
    public Mono<Quota> of(Tenant tenant) {
        return switch (tenancy) {
            case ONE -> Mono.just(Quota.NONE);
            case MANY -> Mono.defer(() -> known.get(tenant, this::read));
        };
    }

    /** As it is now. */
    Mono<Quota> now(Tenant tenant) {
        return own.of(tenant).defaultIfEmpty(OwnQuota.NONE).map(it -> it.over(others));
    }

    private Mono<Quota> read(Tenant tenant) {
        return now(tenant).cache(_ -> FRESH, _ -> Duration.ZERO, () -> Duration.ZERO);
    }

    Mono<Quota> change(Tenant tenant, OwnQuota changed) {
        return own.change(tenant, changed)
                .then(Mono.fromRunnable(() -> known.invalidate(tenant)))
                .then(now(tenant));
    }
}
