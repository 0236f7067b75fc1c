package dev.halftone.api.dispatch;

import static org.awaitility.Awaitility.await;

import dev.halftone.api.servers.TestDatabase;
import dev.halftone.api.servers.TestKafka;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.wire.RowMessage;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.r2dbc.connection.R2dbcTransactionManager;
import org.springframework.transaction.reactive.TransactionalOperator;
import reactor.core.publisher.Mono;
import reactor.kafka.sender.KafkaSender;

/** Dispatchers of a test, on a database of its own. */
final class Dispatchers implements AutoCloseable {

    static final Duration SOON = Duration.ofSeconds(20);

    final TestDatabase database = TestDatabase.create();
    private final TestKafka kafka;
    private final List<Dispatcher> started = new ArrayList<>();
    private final List<KafkaClients> clients = new ArrayList<>();

    Dispatchers(TestKafka kafka) {
        this.kafka = kafka;
    }

    Setup with() {
        return new Setup();
    }

    void awaitPublished(JobId job, int images) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> database.publishedImages(job), published -> published == images);
    }

    /** The job's rows in Kafka, as often as they were published. */
    Stream<Row> published(JobId job) {
        return kafka.messages().stream()
                .map(RowMessage::row)
                .filter(row -> row.job().equals(job));
    }

    /** How often each row was published, by number. */
    List<Integer> counts(JobId job) {
        Map<Integer, Integer> counts = new TreeMap<>();
        published(job).forEach(row -> counts.merge(row.number(), 1, Integer::sum));
        return List.copyOf(counts.values());
    }

    void stop() {
        started.forEach(Dispatcher::stop);
        await().atMost(SOON).until(() -> started.stream().noneMatch(Dispatcher::isRunning));
        started.clear();
    }

    @Override
    public void close() {
        stop();
        clients.forEach(KafkaClients::destroy);
        database.close();
    }

    /** A dispatcher with settings that differ from the service's own. */
    final class Setup {

        private int window = 1_000;
        private int chunk = 500;
        private int jobsPerTurn = 8;
        private int jobsPerTenant;
        private Duration lease = Duration.ofSeconds(4);
        private Duration idlePoll = Duration.ofSeconds(1);
        private Duration stallTimeout = Duration.ofMinutes(5);
        private String bootstrap = kafka.bootstrapServers();
        private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

        Setup window(int images) {
            window = images;
            return this;
        }

        Setup chunk(int rows) {
            chunk = rows;
            return this;
        }

        Setup jobsPerTurn(int jobs) {
            jobsPerTurn = jobs;
            return this;
        }

        Setup jobsPerTenant(int jobs) {
            jobsPerTenant = jobs;
            return this;
        }

        Setup lease(Duration time) {
            lease = time;
            return this;
        }

        Setup idlePoll(Duration time) {
            idlePoll = time;
            return this;
        }

        Setup stallTimeout(Duration time) {
            stallTimeout = time;
            return this;
        }

        Setup bootstrap(String servers) {
            bootstrap = servers;
            return this;
        }

        Setup start() {
            DispatchSettings settings = values();
            KafkaClients connected = clients(settings);
            Workers workers = new Workers(connected, meters);
            RowsTopic topic = new RowsTopic(connected, new LostTopics(database.client(), meters), settings);
            Turns turns = new Turns(
                    claims(settings),
                    rows(),
                    jobs(),
                    new RowSender(meters),
                    new Unsendable(database.client(), meters),
                    workers,
                    settings,
                    meters);
            Dispatcher dispatcher = new Dispatcher(new DispatchLoop(
                    new Wakeups(database.connections(), settings),
                    topic,
                    new KafkaWatch(topic, workers, settings),
                    connected,
                    turns,
                    settings,
                    meters));
            started.add(dispatcher);
            dispatcher.start();
            return this;
        }

        void topic() {
            DispatchSettings settings = values();
            LostTopics lost = new LostTopics(database.client(), meters);
            new RowsTopic(clients(settings), lost, settings).ensure().block(SOON);
        }

        OwedJobs jobs() {
            return new OwedJobs(database.client(), values());
        }

        OwedRows rows() {
            return new OwedRows(database.client(), values());
        }

        List<Claim> claims(int workers) {
            return Objects.requireNonNull(claims(values()).claim(workers).block(SOON));
        }

        private ClaimStatement claims(DispatchSettings settings) {
            TransactionalOperator transaction =
                    TransactionalOperator.create(new R2dbcTransactionManager(database.connections()));
            return new ClaimStatement(database.client(), transaction, settings);
        }

        Claim claim() {
            return claims(1).getFirst();
        }

        Chunk next(Claim claim) {
            return Objects.requireNonNull(rows().next(claim).block(SOON));
        }

        List<RowMessage> send(Chunk chunk) {
            KafkaSender<String, byte[]> sender = clients(values()).sender();
            List<RowMessage> messages = chunk.unfinished().stream()
                    .map(row -> new RowMessage(row, chunk.claim().renditions()))
                    .toList();
            Mono<List<RowMessage>> sent = new RowSender(meters).send(sender, messages);
            return Objects.requireNonNull(sent.doFinally(_ -> sender.close()).block(SOON));
        }

        double counted(String meter) {
            return meters.counter(meter).count();
        }

        /** As many as the dispatcher has seen. */
        double workers() {
            return meters.get("halftone.dispatch.workers").gauge().value();
        }

        private KafkaClients clients(DispatchSettings settings) {
            KafkaClients made = new KafkaClients(new KafkaSettings(List.of(bootstrap), Map.of()), settings);
            clients.add(made);
            return made;
        }

        private DispatchSettings values() {
            Duration often = Duration.ofMillis(100);
            return new DispatchSettings(
                    window,
                    chunk,
                    jobsPerTurn,
                    jobsPerTenant,
                    lease,
                    often,
                    often.multipliedBy(3),
                    idlePoll,
                    stallTimeout,
                    6,
                    null);
        }
    }
}
