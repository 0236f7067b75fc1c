package dev.halftone.lab.evidence;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** PostgreSQL, asked directly. Every question has a connection of its own: the server comes and goes. */
public final class Database {

    private static final String TOO_MANY_CONNECTIONS = "53300";
    private static final int PATIENCE_SECONDS = 5;

    private final String url;

    public Database(int port, Map<String, String> credentials) {
        this.url = "jdbc:postgresql://127.0.0.1:" + port + "/halftone?user="
                + credentials.getOrDefault("SPRING_R2DBC_USERNAME", "") + "&password="
                + credentials.getOrDefault("SPRING_R2DBC_PASSWORD", "") + "&connectTimeout=" + PATIENCE_SECONDS
                + "&socketTimeout=" + PATIENCE_SECONDS;
    }

    public void execute(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Adds connections until the server has none left for anybody. */
    public void takeAll(List<Connection> taken) {
        try {
            while (true) {
                taken.add(DriverManager.getConnection(url));
            }
        } catch (SQLException e) {
            if (!TOO_MANY_CONNECTIONS.equals(e.getSQLState())) {
                throw new IllegalStateException("PostgreSQL refuses for another reason", e);
            }
        }
    }

    /** The one number that a query answers. */
    public long number(String sql, Object... parameters) throws SQLException {
        return list(sql, result -> result.getLong(1), parameters).getFirst();
    }

    /** The first column of every line, as text. */
    public List<String> texts(String sql, Object... parameters) throws SQLException {
        return list(sql, result -> String.valueOf(result.getString(1)), parameters);
    }

    public <T> List<T> list(String sql, Line<T> line, Object... parameters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            try (ResultSet result = statement.executeQuery()) {
                List<T> lines = new ArrayList<>();
                while (result.next()) {
                    lines.add(line.read(result));
                }
                return lines;
            }
        }
    }

    /** Reads the current line of a result. */
    @FunctionalInterface
    public interface Line<T> {

        T read(ResultSet result) throws SQLException;
    }
}
