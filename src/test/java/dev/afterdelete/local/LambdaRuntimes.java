package dev.afterdelete.local;

import java.util.Map;
import java.util.function.Consumer;

/** Runs each function in Lambda's own runtime client, in a process of its own, from what is deployed. */
public final class LambdaRuntimes implements FunctionHost {
    @Override
    public String description() {
        return "each in Lambda's own runtime client";
    }

    @Override
    public LambdaFunction host(
            Resources resources, Handler handler, Map<String, String> environment, Consumer<String> output) {
        var configuration = FunctionConfiguration.of(handler.className(), FunctionCode.deployed())
                .withEnvironment(environment);
        return resources.add(new OnDemandFunction(configuration, output));
    }
}
