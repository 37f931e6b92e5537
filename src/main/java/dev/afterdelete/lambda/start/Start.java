package dev.afterdelete.lambda.start;

import com.amazonaws.services.lambda.runtime.CustomPojoSerializer;
import dev.afterdelete.Afterdelete;
import dev.afterdelete.Rehearsal;
import java.util.Map;

/**
 * How a function starts. One whose snapshot will be taken gets ready for everything first; one that somebody waits for
 * loads the database's driver while its settings and relations are read.
 */
public final class Start {
    private Start() {}

    /**
     * The system as environment variables describe it.
     *
     * @param serializer reads and writes the function's events
     * @throws RuntimeException when a setting or the declaration cannot be used, with every mistake in its message
     */
    public static Afterdelete from(Map<String, String> environment, CustomPojoSerializer serializer) {
        if ("snap-start".equals(environment.get("AWS_LAMBDA_INITIALIZATION_TYPE"))) {
            var afterdelete = Afterdelete.from(environment);
            Priming.register(afterdelete, serializer);
            return afterdelete;
        }
        Thread.ofPlatform().daemon().name("driver").start(Rehearsal::loadDriver);
        return Afterdelete.from(environment);
    }
}
