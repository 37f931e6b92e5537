package dev.afterdelete.aws;

import java.time.Duration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClientBuilder;

/** Makes Secrets Manager clients that start fast and give up in time. */
final class SecretsClients {
    /** With all its retries, so that a function says why it failed before Lambda ends it. */
    static final Duration CALL = Duration.ofSeconds(4);

    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration ANSWER = Duration.ofSeconds(3);

    private SecretsClients() {}

    /** A client of the region that the environment names. */
    static SecretsManagerClientBuilder builder() {
        return SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECT)
                        .socketTimeout(ANSWER))
                .overrideConfiguration(override -> override.apiCallTimeout(CALL));
    }
}
