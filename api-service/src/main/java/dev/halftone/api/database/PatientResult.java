package dev.halftone.api.database;

import io.r2dbc.spi.Connection;
import io.r2dbc.spi.Readable;
import io.r2dbc.spi.Result;
import io.r2dbc.spi.Row;
import io.r2dbc.spi.RowMetadata;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.reactivestreams.Publisher;

/** What a statement results in, the last row of which is not waited for longer than the patience lasts. */
final class PatientResult implements Result {

    private final Result result;
    private final Connection connection;
    private final Patience patience;

    PatientResult(Result result, Connection connection, Patience patience) {
        this.result = result;
        this.connection = connection;
        this.patience = patience;
    }

    @Override
    public Publisher<Long> getRowsUpdated() {
        return patience.limit(connection, result.getRowsUpdated());
    }

    @Override
    public <T> Publisher<T> map(BiFunction<Row, RowMetadata, ? extends T> mapping) {
        return patience.limit(connection, result.map(mapping));
    }

    @Override
    public <T> Publisher<T> map(Function<? super Readable, ? extends T> mapping) {
        return patience.limit(connection, result.map(mapping));
    }

    @Override
    public Result filter(Predicate<Segment> kept) {
        return new PatientResult(result.filter(kept), connection, patience);
    }

    @Override
    public <T> Publisher<T> flatMap(Function<Segment, ? extends Publisher<? extends T>> mapping) {
        return patience.limit(connection, result.flatMap(mapping));
    }
}
