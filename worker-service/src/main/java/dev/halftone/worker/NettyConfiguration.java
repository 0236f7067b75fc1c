package dev.halftone.worker;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/**
 * The web server's threads, of this service alone. Those that Reactor Netty shares in the JVM end with it: the connections of the
 * pools live on them, which are closed later than the web server.
 */
@Configuration(proxyBeanMethods = false)
class NettyConfiguration {

    @Bean
    ReactorResourceFactory reactorResourceFactory() {
        ReactorResourceFactory resources = new ReactorResourceFactory();
        resources.setUseGlobalResources(false);
        // by then nothing is under way any more that the event loops could wait for
        resources.setShutdownQuietPeriod(Duration.ZERO);
        return resources;
    }
}
