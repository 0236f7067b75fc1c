package dev.halftone.hostile.abuse;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Carries an attack out until it is closed. */
final class Abuser implements Closeable {

    /** Until all hands are there: how many connections a machine can take at one moment is not what is asked. */
    private static final Duration ARRIVAL = Duration.ofSeconds(4);

    private final ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger goes = new AtomicInteger();
    private final Attack attack;
    private final Door door;
    private volatile boolean ended;

    private Abuser(Attack attack, Door door) {
        this.attack = attack;
        this.door = door;
    }

    static Abuser begin(Attack attack, Door door) {
        Abuser abuser = new Abuser(attack, door);
        for (int hand = 0; hand < attack.hands(); hand++) {
            Duration arrival = ARRIVAL.multipliedBy(hand).dividedBy(attack.hands());
            abuser.hands.execute(() -> abuser.goOn(arrival));
        }
        return abuser;
    }

    private void goOn(Duration arrival) {
        try {
            Thread.sleep(arrival);
            while (!ended) {
                goOnce();
                Thread.sleep(attack.pause());
            }
        } catch (InterruptedException _) {
            // let go of
        }
    }

    private void goOnce() throws InterruptedException {
        try {
            attack.go().go(door, goes.getAndIncrement());
        } catch (IOException e) {
            countUnlessEnded(e);
        }
    }

    /** A connection that is not taken, or taken and closed at once. */
    private void countUnlessEnded(IOException error) {
        if (!ended) {
            door.answers().count(error.toString(), Answer.CLOSED);
        }
    }

    /** Lets go of everything at once. */
    @Override
    public void close() {
        ended = true;
        hands.shutdownNow();
        hands.close();
    }
}
