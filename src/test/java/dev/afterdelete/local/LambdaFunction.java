package dev.afterdelete.local;

/** A Lambda function as whoever invokes it sees it: an event goes in, an answer or an error comes out. */
@FunctionalInterface
public interface LambdaFunction {
    /**
     * Runs the function on one event and waits for its answer. <b>Threads</b>: any may call it; an environment runs one
     * event at a time.
     *
     * @param event a JSON document in UTF-8
     * @return the function's answer, a JSON document in UTF-8
     * @throws FunctionException when the function answers with an error, runs out of time or is gone
     */
    byte[] invoke(byte[] event);
}
