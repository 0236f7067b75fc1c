package dev.halftone.standalone.infrastructure;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * PostgreSQL as a process of its own, as durable as PostgreSQL is. It outlives a kill of this process; the next start
 * ends the one left over and goes on with its data.
 */
final class PostgresServer implements Closeable {

    static final String USER = "halftone";
    static final String DATABASE = "halftone";

    private final Path data;
    private final Path programs;
    private final Unprivileged unprivileged;
    private final String password;

    private PostgresServer(Path data, Path programs, Unprivileged unprivileged, String password) {
        this.data = data;
        this.programs = programs;
        this.unprivileged = unprivileged;
        this.password = password;
    }

    /** What runs on the directory, if anything; one left over from a killed process is ended, so that its port is free. */
    static PostgresServer in(Path directory, String password) throws IOException {
        Files.createDirectories(directory);
        Path programs = PostgresPrograms.unpackInto(directory.resolve("programs"));
        Unprivileged unprivileged = Unprivileged.in(directory, directory.resolve("postgres.log"));
        PostgresServer server = new PostgresServer(directory.resolve("data"), programs, unprivileged, password);
        server.endLeftOver();
        return server;
    }

    /** Returns when it answers and has the database. */
    PostgresServer start(int port) throws IOException, SQLException {
        initialise();
        startPostmaster(port);
        try {
            createDatabase(port);
            return this;
        } catch (SQLException e) {
            close();
            throw e;
        }
    }

    private void initialise() throws IOException {
        if (Files.exists(data)) {
            return;
        }
        Path draft = Files.createTempDirectory(data.getParent(), "initialising-");
        Path passwordFile = draft.resolve("password");
        Files.writeString(passwordFile, password, StandardCharsets.US_ASCII);
        Path cluster = draft.resolve("data");
        unprivileged.run(
                program("initdb"),
                "--pgdata=" + cluster,
                "--username=" + USER,
                "--pwfile=" + passwordFile,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                "--locale-provider=builtin",
                "--locale=C.UTF-8");
        Files.move(cluster, data, StandardCopyOption.ATOMIC_MOVE);
        Files.delete(passwordFile);
        Files.delete(draft);
    }

    private void endLeftOver() throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (Files.notExists(pidFile)) {
            return;
        }
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst().strip());
        if (ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .orElse("")
                .endsWith("/postgres")) {
            stopPostmaster();
        } else {
            Files.delete(pidFile);
        }
    }

    private void startPostmaster(int port) throws IOException {
        unprivileged.run(
                program("pg_ctl"),
                "start",
                "--wait",
                "--timeout=120",
                "--pgdata=" + data,
                "--options=-p " + port
                        + " -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=on"
                        + " -c synchronous_commit=on -c full_page_writes=on -c max_connections=200");
    }

    private void createDatabase(int port) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                        "jdbc:postgresql://127.0.0.1:" + port + "/postgres", USER, password);
                Statement statement = connection.createStatement()) {
            try (ResultSet found =
                    statement.executeQuery("SELECT 1 FROM pg_database WHERE datname = '" + DATABASE + "'")) {
                if (found.next()) {
                    return;
                }
            }
            statement.execute("CREATE DATABASE " + DATABASE);
        }
    }

    private void stopPostmaster() throws IOException {
        unprivileged.run(program("pg_ctl"), "stop", "--wait", "--timeout=60", "--mode=fast", "--pgdata=" + data);
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    @Override
    public void close() throws IOException {
        stopPostmaster();
    }
}
