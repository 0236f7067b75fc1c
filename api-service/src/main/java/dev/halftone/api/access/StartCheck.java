package dev.halftone.api.access;

import dev.halftone.api.tenant.Tenancy;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.EnvironmentAware;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Lets no api start that everybody could use: it needs keys or tokens, or listens on loopback. Looked at before any bean is made. */
@Component
class StartCheck implements BeanFactoryPostProcessor, EnvironmentAware {

    private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt.";

    private @Nullable Environment environment;

    @Override
    public void setEnvironment(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        if (environment != null) {
            check(environment);
        }
    }

    /** Whether keys or tokens are asked for. */
    static Tenancy tenancy(Environment environment) {
        boolean keyed = isGiven(environment, "halftone.access.admin-key") || hasTokens(environment);
        return keyed ? Tenancy.MANY : Tenancy.ONE;
    }

    /** @throws UnprotectedException if everybody could use it */
    static void check(Environment environment) {
        if (tenancy(environment) == Tenancy.ONE) {
            Stream.of("server.address", "management.server.address")
                    .filter(setting -> isUsed(environment, setting))
                    .filter(setting -> !isLoopback(environment, setting))
                    .findFirst()
                    .ifPresent(setting -> refuse(environment, setting));
        }
        if (hasTokens(environment) && audiences(environment).isEmpty()) {
            throw new UnprotectedException(
                    "Tokens of the identity provider are accepted (" + TOKENS
                            + "*), and none says that it must be meant for this"
                            + " service: one that was given to any other would do.",
                    "Set " + TOKENS
                            + "audiences to what the identity provider writes into the claim 'aud' for this service.");
        }
    }

    /** Without a port of its own, the management endpoints are where the others are. */
    private static boolean isUsed(Environment environment, String setting) {
        return setting.equals("server.address") || isGiven(environment, "management.server.port");
    }

    private static boolean isLoopback(Environment environment, String setting) {
        return Binder.get(environment)
                .bind(setting, InetAddress.class)
                .map(InetAddress::isLoopbackAddress)
                .orElse(false);
    }

    private static void refuse(Environment environment, String setting) {
        throw new UnprotectedException(
                "The api would listen on " + environment.getProperty(setting, "every address") + " (" + setting
                        + ") without asking for keys: whoever reaches it could use it.",
                "Set halftone.access.admin-key (HALFTONE_ACCESS_ADMIN_KEY) to a long secret, such as openssl rand -hex 32 gives,"
                        + " and make keys with it ('./halftone keys create'); or set " + TOKENS
                        + "issuer-uri; or listen on loopback alone: " + setting + "=127.0.0.1.");
    }

    private static boolean hasTokens(Environment environment) {
        return Stream.of("issuer-uri", "jwk-set-uri", "public-key-location")
                .anyMatch(setting -> isGiven(environment, TOKENS + setting));
    }

    private static List<String> audiences(Environment environment) {
        return Binder.get(environment)
                .bind(TOKENS + "audiences", Bindable.listOf(String.class))
                .orElse(List.of());
    }

    private static boolean isGiven(Environment environment, String setting) {
        return !environment.getProperty(setting, "").isBlank();
    }
}
