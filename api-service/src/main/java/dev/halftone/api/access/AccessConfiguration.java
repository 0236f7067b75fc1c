package dev.halftone.api.access;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.quota.RequestQuota;
import dev.halftone.api.tenant.Tenancy;
import dev.halftone.api.tenant.Tenant;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity.CsrfSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.FormLoginSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.HttpBasicSpec;
import org.springframework.security.config.web.server.ServerHttpSecurity.LogoutSpec;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.header.ReferrerPolicyServerHttpHeadersWriter.ReferrerPolicy;
import org.springframework.security.web.server.savedrequest.NoOpServerRequestCache;
import reactor.core.publisher.Mono;

/** The doors of the service. No request is remembered: neither sessions nor cookies, and so no forged ones either. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
@EnableConfigurationProperties(AccessSettings.class)
class AccessConfiguration {

    /** The pages, which hold nothing of anybody's, and whether the service is well. */
    private static final String[] FOR_ALL = {
        "/",
        "/jobs/*",
        "/dashboard/*",
        "/problems/**",
        "/docs",
        "/swagger-ui/**",
        "/webjars/**",
        "/v3/api-docs/**",
        "/actuator/health/**"
    };

    private static final String[] FOR_ADMINISTRATORS = {"/v1/admin/**", "/actuator/**"};

    @Bean
    Tenancy tenancy(Environment environment) {
        return StartCheck.tenancy(environment);
    }

    @Bean
    SecurityWebFilterChain doors(
            ServerHttpSecurity http,
            Tenancy tenancy,
            BearerAuthentication authentication,
            Refusal refusal,
            RequestQuota quota) {
        http.csrf(CsrfSpec::disable)
                .formLogin(FormLoginSpec::disable)
                .httpBasic(HttpBasicSpec::disable)
                .logout(LogoutSpec::disable)
                .requestCache(cache -> cache.requestCache(NoOpServerRequestCache.getInstance()))
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .headers(headers -> headers.referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER))
                        .writer(new ApiContentPolicy()))
                .exceptionHandling(
                        errors -> errors.authenticationEntryPoint(refusal).accessDeniedHandler(refusal))
                .addFilterAfter(new TenantFilter(quota), SecurityWebFiltersOrder.AUTHORIZATION);
        return switch (tenancy) {
            case ONE -> open(http).build();
            case MANY -> keyed(http, authentication, refusal).build();
        };
    }

    private static ServerHttpSecurity open(ServerHttpSecurity http) {
        return http.addFilterBefore(new LocalRequests(), SecurityWebFiltersOrder.AUTHENTICATION)
                .anonymous(anybody -> anybody.principal(Tenant.DEFAULT).authorities(Role.CLIENT.name()))
                .authorizeExchange(paths -> paths.pathMatchers("/v1/admin/**")
                        .hasAuthority(Role.ADMIN.name())
                        .anyExchange()
                        .permitAll());
    }

    private static ServerHttpSecurity keyed(
            ServerHttpSecurity http, BearerAuthentication authentication, Refusal refusal) {
        return http.oauth2ResourceServer(
                        bearers -> bearers.authenticationManagerResolver(_ -> Mono.just(authentication))
                                .authenticationEntryPoint(refusal)
                                .accessDeniedHandler(refusal))
                .authorizeExchange(paths -> paths.pathMatchers(FOR_ALL)
                        .permitAll()
                        .pathMatchers(FOR_ADMINISTRATORS)
                        .hasAuthority(Role.ADMIN.name())
                        .anyExchange()
                        .hasAuthority(Role.CLIENT.name()));
    }

    /** A span for each filter tells nobody anything, and costs every request. */
    @Bean
    SecurityObservationSettings unobserved() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    ServerExchangeRejectedHandler malformedRequests() {
        return (_, _) -> Mono.error(new ProblemException(
                Problem.MALFORMED_REQUEST, "The address or a header has characters that are not allowed there."));
    }
}
