package dev.halftone.faults.cell;

import java.time.Duration;

/**
 * How long and how much.
 *
 * @param outage how long a part of the infra does not answer
 * @param bigJob rows of the job that another waits behind
 * @param churn how long workers come and go
 * @param killedJob rows of the job whose workers are killed again and again
 */
public record Scale(Duration outage, int bigJob, Duration churn, int killedJob) {

    public static final Scale SMOKE = new Scale(Duration.ofSeconds(8), 3_000, Duration.ofSeconds(20), 1_000);
    public static final Scale FULL = new Scale(Duration.ofSeconds(30), 100_000, Duration.ofMinutes(2), 20_000);
}
