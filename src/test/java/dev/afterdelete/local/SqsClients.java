package dev.afterdelete.local;

import java.net.URI;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients of SQS servers that run here and take any credentials. */
public final class SqsClients {
    static final String REGION = "us-east-1";
    private static final String ANY = "local";

    /** The SDK's system properties, by the environment variable that says the same. */
    private static final Map<String, String> PROPERTIES = Map.of(
            "AWS_REGION", "aws.region",
            "AWS_ACCESS_KEY_ID", "aws.accessKeyId",
            "AWS_SECRET_ACCESS_KEY", "aws.secretAccessKey");

    private SqsClients() {}

    /** Makes a client of the server at {@code endpoint}. */
    public static SqsClient of(URI endpoint) {
        return SqsClient.builder()
                .endpointOverride(endpoint)
                .region(Region.of(REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(ANY, ANY)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    /** What AWS gives to every function, as environment variables, so that the SDK's own search ends here. */
    public static Map<String, String> environment() {
        return Map.of("AWS_REGION", REGION, "AWS_ACCESS_KEY_ID", ANY, "AWS_SECRET_ACCESS_KEY", ANY);
    }

    /** Tells the SDK in this process what these environment variables would tell it in another. */
    public static void letThisProcessUse(Map<String, String> environment) {
        PROPERTIES.forEach((variable, property) -> {
            var value = environment.get(variable);
            if (value != null) {
                System.setProperty(property, value);
            }
        });
    }
}
