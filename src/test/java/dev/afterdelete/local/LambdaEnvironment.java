package dev.afterdelete.local;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The environment variables that Lambda sets.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html">Lambda: defined runtime
 *     environment variables</a>
 */
public final class LambdaEnvironment {
    private LambdaEnvironment() {}

    /** Lambda's own variables, and the function's, which win where Lambda lets them. */
    public static Map<String, String> variables(FunctionConfiguration configuration, Path taskRoot, String runtimeApi) {
        var variables = new LinkedHashMap<String, String>();
        variables.put("LANG", "en_US.UTF-8");
        variables.put("TZ", ":UTC");
        variables.put("PATH", "/usr/local/bin:/usr/bin:/bin");
        variables.put("AWS_REGION", "us-east-1");
        variables.put("AWS_DEFAULT_REGION", "us-east-1");
        variables.put("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand");
        variables.putAll(configuration.environment());
        variables.put("_HANDLER", configuration.handler());
        variables.put("LAMBDA_TASK_ROOT", taskRoot.toString());
        variables.put("AWS_EXECUTION_ENV", "AWS_Lambda_java25");
        variables.put("AWS_LAMBDA_RUNTIME_API", runtimeApi);
        variables.put("AWS_LAMBDA_FUNCTION_NAME", configuration.name());
        variables.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        variables.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(configuration.memoryMegabytes()));
        variables.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + configuration.name());
        variables.put("AWS_LAMBDA_LOG_STREAM_NAME", "local");
        return variables;
    }
}
