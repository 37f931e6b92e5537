package dev.afterdelete.local;

import java.util.Map;
import java.util.function.Consumer;

/** Makes functions of handlers. */
public interface FunctionHost {
    /** Where functions run, for a person. */
    String description();

    /**
     * Makes a function.
     *
     * @param resources closes what the function needs
     * @param environment its environment variables
     * @param output gets each line that it writes
     */
    LambdaFunction host(Resources resources, Handler handler, Map<String, String> environment, Consumer<String> output);

    /** Lambda's own runtime where that exists, which is on Linux; elsewhere this process. */
    static FunctionHost ofThisMachine() {
        return System.getProperty("os.name").equals("Linux") ? new LambdaRuntimes() : new InProcessHandlers();
    }
}
