package dev.halftone.api.database;

import io.r2dbc.spi.Batch;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionMetadata;
import io.r2dbc.spi.IsolationLevel;
import io.r2dbc.spi.Statement;
import io.r2dbc.spi.TransactionDefinition;
import io.r2dbc.spi.ValidationDepth;
import io.r2dbc.spi.Wrapped;
import java.time.Duration;
import org.reactivestreams.Publisher;

/** A connection that is closed, and errors, once PostgreSQL has not answered for longer than the patience lasts. */
final class PatientConnection implements Connection, Wrapped<Connection> {

    private final Connection connection;
    private final Patience patience;

    PatientConnection(Connection connection, Patience patience) {
        this.connection = connection;
        this.patience = patience;
    }

    /** What is done with the driver's own connection is not limited. */
    @Override
    public Connection unwrap() {
        return connection;
    }

    @Override
    public Statement createStatement(String sql) {
        return new PatientStatement(connection.createStatement(sql), connection, patience);
    }

    @Override
    public Batch createBatch() {
        throw new UnsupportedOperationException("a batch would be waited for without end");
    }

    @Override
    public Publisher<Void> beginTransaction() {
        return limited(connection.beginTransaction());
    }

    @Override
    public Publisher<Void> beginTransaction(TransactionDefinition definition) {
        return limited(connection.beginTransaction(definition));
    }

    @Override
    public Publisher<Void> commitTransaction() {
        return limited(connection.commitTransaction());
    }

    @Override
    public Publisher<Void> rollbackTransaction() {
        return limited(connection.rollbackTransaction());
    }

    @Override
    public Publisher<Void> createSavepoint(String name) {
        return limited(connection.createSavepoint(name));
    }

    @Override
    public Publisher<Void> releaseSavepoint(String name) {
        return limited(connection.releaseSavepoint(name));
    }

    @Override
    public Publisher<Void> rollbackTransactionToSavepoint(String name) {
        return limited(connection.rollbackTransactionToSavepoint(name));
    }

    @Override
    public Publisher<Void> setAutoCommit(boolean autoCommit) {
        return limited(connection.setAutoCommit(autoCommit));
    }

    @Override
    public Publisher<Void> setLockWaitTimeout(Duration timeout) {
        return limited(connection.setLockWaitTimeout(timeout));
    }

    @Override
    public Publisher<Void> setStatementTimeout(Duration timeout) {
        return limited(connection.setStatementTimeout(timeout));
    }

    @Override
    public Publisher<Void> setTransactionIsolationLevel(IsolationLevel level) {
        return limited(connection.setTransactionIsolationLevel(level));
    }

    @Override
    public Publisher<Boolean> validate(ValidationDepth depth) {
        return limited(connection.validate(depth));
    }

    @Override
    public boolean isAutoCommit() {
        return connection.isAutoCommit();
    }

    @Override
    public IsolationLevel getTransactionIsolationLevel() {
        return connection.getTransactionIsolationLevel();
    }

    @Override
    public ConnectionMetadata getMetadata() {
        return connection.getMetadata();
    }

    @Override
    public Publisher<Void> close() {
        return connection.close();
    }

    private <T> Publisher<T> limited(Publisher<T> answer) {
        return patience.limit(connection, answer);
    }
}
