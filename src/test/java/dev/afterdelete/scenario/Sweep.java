package dev.afterdelete.scenario;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.afterdelete.local.LambdaFunction;

/** The tick of a schedule. */
final class Sweep {
    private static final byte[] TICK =
            "{\"detail-type\":\"Scheduled Event\",\"source\":\"aws.scheduler\"}".getBytes(UTF_8);

    private Sweep() {}

    /** Lets {@code sweep} run once; returns its summary as it stands. */
    static String run(LambdaFunction sweep) {
        return new String(sweep.invoke(TICK), UTF_8);
    }
}
