package dev.afterdelete.aws;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Makes SQS clients that start fast and give up in time. */
final class SqsClients {
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    /** With all its retries, so that a queue that does not answer cannot take what time an invocation has kept back. */
    private static final Duration CALL = Duration.ofSeconds(4);

    private SqsClients() {}

    /**
     * A client for the queue at {@code queueUrl}. It talks to the host of that URL, which for AWS is the region's own
     * endpoint, unless {@code AWS_ENDPOINT_URL} or {@code AWS_ENDPOINT_URL_SQS} names another.
     */
    static SqsClient forQueue(URI queueUrl) {
        return forQueue(queueUrl, ANSWER, CALL);
    }

    /** A client for the same, whose answers may be {@code wait} late. */
    static SqsClient forLongPolls(URI queueUrl, Duration wait) {
        return forQueue(queueUrl, ANSWER.plus(wait), CALL.plus(wait));
    }

    private static SqsClient forQueue(URI queueUrl, Duration answer, Duration call) {
        var builder = SqsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(answer))
                .overrideConfiguration(override -> override.apiCallTimeout(call))
                .checksumValidationEnabled(true);
        if (System.getenv("AWS_ENDPOINT_URL") == null && System.getenv("AWS_ENDPOINT_URL_SQS") == null) {
            builder.endpointOverride(URI.create(queueUrl.getScheme() + "://" + queueUrl.getAuthority()));
        }
        return builder.build();
    }
}
