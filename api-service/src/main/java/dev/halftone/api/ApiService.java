package dev.halftone.api;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The api-service's own process. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class ApiService {

    static void main(String[] args) {
        application().run(args);
    }

    /** The service, to be run with more settings or in a JVM with others. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(ApiService.class).properties("spring.config.name=halftone-api");
    }
}
