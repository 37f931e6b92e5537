package dev.afterdelete.bench;

import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mysql.cj.jdbc.Driver;
import dev.afterdelete.lambda.CleanupHandler;
import dev.afterdelete.lambda.EventSerializer;
import dev.afterdelete.local.FunctionCode;
import dev.afterdelete.local.FunctionConfiguration;
import dev.afterdelete.local.aot.PackedCode;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.joda.time.DateTime;

/**
 * A function whose cold start is measured.
 *
 * @param name for the table
 * @param configuration as it would be deployed
 */
record ColdStartContender(String name, FunctionConfiguration configuration) {
    /** The handler by hand as it comes, the same with our serializer beside it, and ours. */
    static List<ColdStartContender> all(Map<String, String> environment) {
        var naive = NaiveHandler.class.getName();
        var withSerializer = Stream.concat(naiveCode().stream(), Stream.of(FunctionCode.of(EventSerializer.class)))
                .toList();
        return List.of(
                of("by hand, Jackson throughout", naive, naiveCode(), environment),
                of("by hand, Afterdelete's serializer", naive, withSerializer, environment),
                of("Afterdelete", CleanupHandler.class.getName(), FunctionCode.deployed(), environment));
    }

    private static ColdStartContender of(
            String name, String handler, List<Path> code, Map<String, String> environment) {
        return new ColdStartContender(
                name, FunctionConfiguration.of(handler, code).withEnvironment(environment));
    }

    /** The handler by hand with the libraries that it needs; nothing of ours, and so not our serializer. */
    private static List<Path> naiveCode() {
        return Stream.of(
                        NaiveHandler.class,
                        SQSEvent.class,
                        DateTime.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        Driver.class)
                .map(FunctionCode::of)
                .toList();
    }

    /** This function in a runtime that finds its own classes in an archive. */
    ColdStartContender archived(Path archive) {
        return new ColdStartContender(name + " *", configuration.withJvmOptions("-XX:AOTCache=" + archive));
    }

    /** This function started from an AOT cache of its own, in code that was packed for it. */
    ColdStartContender cached(PackedCode code) {
        var variables = new HashMap<>(configuration.environment());
        variables.put("AWS_LAMBDA_EXEC_WRAPPER", code.start().toString());
        var packed = FunctionConfiguration.of(configuration.handler(), List.of(code.root()));
        return new ColdStartContender(name + " **", packed.withEnvironment(variables));
    }
}
