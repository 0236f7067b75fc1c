package dev.halftone.api.database;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.r2dbc.ConnectionFactoryDecorator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DatabaseSettings.class)
class DatabaseConfiguration {

    /** Below the pool: a connection that it closes is one that the pool finds closed. */
    @Bean
    ConnectionFactoryDecorator patientConnections(DatabaseSettings settings) {
        Patience patience = new Patience(settings.patience(), settings.bulkPatience());
        return connections -> new PatientConnections(connections, patience);
    }
}
