package dev.halftone.api.schema;

import io.r2dbc.spi.ConnectionFactoryOptions;
import io.r2dbc.spi.Option;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JDBC form of where R2DBC connects to, for the one library that speaks JDBC only. */
record JdbcAddress(
        String url, @Nullable String user, @Nullable String password) {

    private static final int DEFAULT_PORT = 5432;

    static JdbcAddress of(ConnectionFactoryOptions options) {
        String url = "jdbc:postgresql://" + text(options, ConnectionFactoryOptions.HOST, "localhost") + ":"
                + text(options, ConnectionFactoryOptions.PORT, String.valueOf(DEFAULT_PORT)) + "/"
                + encoded(text(options, ConnectionFactoryOptions.DATABASE, "postgres")) + sslMode(options);
        return new JdbcAddress(
                url, value(options, ConnectionFactoryOptions.USER), value(options, ConnectionFactoryOptions.PASSWORD));
    }

    JdbcAddress withUrl(String other) {
        return new JdbcAddress(other, user, password);
    }

    private static String sslMode(ConnectionFactoryOptions options) {
        String mode = value(options, Option.valueOf("sslMode"));
        if (mode == null) {
            return Boolean.parseBoolean(value(options, ConnectionFactoryOptions.SSL)) ? "?sslmode=verify-full" : "";
        }
        return "?sslmode=" + encoded(mode.toLowerCase(Locale.ROOT).replace('_', '-'));
    }

    private static String text(ConnectionFactoryOptions options, Option<?> option, String otherwise) {
        return Objects.requireNonNullElse(value(options, option), otherwise);
    }

    private static @Nullable String value(ConnectionFactoryOptions options, Option<?> option) {
        Object value = options.getValue(option);
        // a password is any CharSequence
        return value == null ? null : value.toString();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
