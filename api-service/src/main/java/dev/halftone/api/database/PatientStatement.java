package dev.halftone.api.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Statement;
import org.reactivestreams.Publisher;

/** A statement whose results are not waited for longer than the patience lasts. */
final class PatientStatement implements Statement {

    private final Statement statement;
    private final Connection connection;
    private final Patience patience;

    PatientStatement(Statement statement, Connection connection, Patience patience) {
        this.statement = statement;
        this.connection = connection;
        this.patience = patience;
    }

    @Override
    public Publisher<? extends Result> execute() {
        return patience.limit(connection, statement.execute())
                // the driver emits it before PostgreSQL has said anything
                .map(result -> new PatientResult(result, connection, patience));
    }

    @Override
    public Statement add() {
        statement.add();
        return this;
    }

    @Override
    public Statement bind(int index, Object value) {
        statement.bind(index, value);
        return this;
    }

    @Override
    public Statement bind(String name, Object value) {
        statement.bind(name, value);
        return this;
    }

    @Override
    public Statement bindNull(int index, Class<?> type) {
        statement.bindNull(index, type);
        return this;
    }

    @Override
    public Statement bindNull(String name, Class<?> type) {
        statement.bindNull(name, type);
        return this;
    }

    @Override
    public Statement returnGeneratedValues(String... columns) {
        statement.returnGeneratedValues(columns);
        return this;
    }

    @Override
    public Statement fetchSize(int rows) {
        statement.fetchSize(rows);
        return this;
    }
}
