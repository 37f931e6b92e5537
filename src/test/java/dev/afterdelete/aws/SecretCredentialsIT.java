package dev.afterdelete.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;

/** What becomes of a secret that Secrets Manager does not give, told by what it really says. */
class SecretCredentialsIT {
    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final AwsCredentialsProvider KEYS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create("key-id", "key"));
    private static final String CANNOT_BE_READ = "the secret of AFTERDELETE_DB_SECRET cannot be read: ";

    @Test
    void aSecretIsFetchedOnceAndAgainWhenItIsRefused() throws IOException {
        var passwords = new AtomicInteger();
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                var secret = "{\\\"username\\\": \\\"app\\\", \\\"password\\\": \\\"p%d\\\"}"
                        .formatted(passwords.incrementAndGet());
                var answer = "{\"SecretString\": \"%s\"}".formatted(secret).getBytes(UTF_8);
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            }
        });
        server.start();
        try {
            var credentials = at(server.getAddress().getPort(), KEYS);
            assertThat(credentials.current()).isEqualTo(new Credentials("app", "p1"));
            assertThat(credentials.current()).isEqualTo(new Credentials("app", "p1"));
            assertThat(credentials.insteadOf(new Credentials("app", "p1"))).contains(new Credentials("app", "p2"));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aSecretsManagerThatTakesTheConnectionAndSaysNothingIsGivenUpInTime() throws IOException {
        try (var mute = new ServerSocket(0, 50, HERE)) {
            var credentials = at(mute.getLocalPort(), KEYS);
            var begin = System.nanoTime();
            assertThat(faultOf(credentials))
                    .isEqualTo(new Fault(
                            FaultCode.CANNOT_CONNECT,
                            CANNOT_BE_READ + "Secrets Manager did not answer within " + SecretsClients.CALL));
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(6));
        }
    }

    @Test
    void aSecretsManagerThatIsNotThereCannotBeReached() throws IOException {
        int closed;
        try (var socket = new ServerSocket(0, 1, HERE)) {
            closed = socket.getLocalPort();
        }
        var fault = faultOf(at(closed, KEYS));
        assertThat(fault.code()).isEqualTo(FaultCode.CANNOT_CONNECT);
        assertThat(fault.reason()).startsWith(CANNOT_BE_READ).contains("Connection refused");
    }

    @Test
    void aFunctionWithoutCredentialsOfItsOwnIsToldSo() {
        var nobody = ProfileCredentialsProvider.builder()
                .profileFile(ProfileFile.aggregator().build())
                .profileName("none")
                .build();
        var fault = faultOf(at(1, nobody));
        assertThat(fault.code()).isEqualTo(FaultCode.INVALID_CONFIGURATION);
        assertThat(fault.reason()).startsWith(CANNOT_BE_READ).contains("credentials");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            400 | AccessDeniedException     | User: x is not authorized | ACCESS_DENIED         | AccessDeniedException, User: x is not authorized
            400 | DecryptionFailure         | no key                    | ACCESS_DENIED         | DecryptionFailure, no key
            403 | SomethingNew              | no                        | ACCESS_DENIED         | SomethingNew, no
            400 | ResourceNotFoundException | can't find the secret     | INVALID_CONFIGURATION | ResourceNotFoundException, can't find the secret
            400 | InvalidRequestException   | marked for deletion       | INVALID_CONFIGURATION | InvalidRequestException, marked for deletion
            404 |                           |                           | INVALID_CONFIGURATION | HTTP status 404
            500 | InternalServiceError      | later                     | CANNOT_CONNECT        | InternalServiceError, later
            400 | ThrottlingException       | Rate exceeded             | CANNOT_CONNECT        | ThrottlingException, Rate exceeded
            """)
    void whatSecretsManagerSaysIsSaidInALine(
            int status, @Nullable String error, @Nullable String message, FaultCode code, String words)
            throws IOException {
        var body = error == null
                ? "<html>not here</html>"
                : "{\"__type\": \"%s\", \"Message\": \"%s\\nand more\"}".formatted(error, message);
        var server = HttpServer.create(new InetSocketAddress(HERE, 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
                exchange.getResponseBody().write(body.getBytes(UTF_8));
            }
        });
        server.start();
        try {
            var fault = faultOf(at(server.getAddress().getPort(), KEYS));
            assertThat(fault).isEqualTo(new Fault(code, CANNOT_BE_READ + words));
        } finally {
            server.stop(0);
        }
    }

    private static Fault faultOf(SecretCredentials credentials) {
        return catchThrowableOfType(FaultException.class, credentials::current).fault();
    }

    private static SecretCredentials at(int port, AwsCredentialsProvider provider) {
        return new SecretCredentials(
                "AFTERDELETE_DB_SECRET",
                "afterdelete",
                Optional.empty(),
                FaultCode.CANNOT_CONNECT,
                () -> SecretsClients.builder()
                        .endpointOverride(URI.create("http://127.0.0.1:" + port))
                        .region(Region.US_EAST_1)
                        .credentialsProvider(provider)
                        .build());
    }
}
