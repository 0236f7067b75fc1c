package dev.halftone.api.census;

import dev.halftone.job.JobState;
import java.util.Map;

/**
 * How it stands, by PostgreSQL's clock.
 *
 * @param jobs by state: of the terminal ones, those that ended lately
 * @param standstill seconds for which no image has ended of the unfinished job that waits longest for one
 * @param deliveries that are owed
 * @param overdue seconds for which the longest due of them waits to be attempted
 */
record Census(Map<JobState, Double> jobs, double standstill, double deliveries, double overdue) {

    /** Not numbers: what is not known is not zero. */
    static final Census UNKNOWN = new Census(Map.of(), Double.NaN, Double.NaN, Double.NaN);

    Census {
        jobs = Map.copyOf(jobs);
    }

    double jobs(JobState state) {
        return jobs.getOrDefault(state, Double.NaN);
    }
}
