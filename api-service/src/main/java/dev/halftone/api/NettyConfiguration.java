package dev.halftone.api;

import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** Threads and connections of this service alone: a stop of another one in the same JVM does not end them. */
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
