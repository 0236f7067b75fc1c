package dev.halftone.api.database;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    @Bean
    Patience patience(DatabaseSettings settings) {
        return new Patience(settings.patience(), settings.bulkPatience());
    }

    /** Below the pool: a connection that it closes is one that the pool finds closed. */
    @Bean
    ConnectionFactoryDecorator patientConnections(Patience patience) {
        return connections -> new PatientConnections(connections, patience);
    }
}
