package dev.afterdelete.aws;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * Credentials kept in Secrets Manager: a JSON object with {@code username} and {@code password}, as RDS and the console
 * write it. Fetched when they are first asked for, and again when they were refused, so that a rotated password is
 * found; a Secrets Manager that does not answer is given up in time. Not for several threads.
 */
public final class SecretCredentials implements Credentials.Source {
    private final String setting;
    private final String secretId;
    private final Optional<String> user;
    private final FaultCode unreachable;
    private final Supplier<SecretsManagerClient> clients;
    private Optional<Credentials> known = Optional.empty();

    /**
     * The credentials in the secret {@code secretId}.
     *
     * @param setting that names it, for a person
     * @param secretId its name or ARN
     * @param user overrides the secret's {@code username}
     * @param unreachable what it is called when Secrets Manager does not answer
     */
    public SecretCredentials(String setting, String secretId, Optional<String> user, FaultCode unreachable) {
        this(
                setting,
                secretId,
                user,
                unreachable,
                () -> SecretsClients.builder().build());
    }

    SecretCredentials(
            String setting,
            String secretId,
            Optional<String> user,
            FaultCode unreachable,
            Supplier<SecretsManagerClient> clients) {
        this.setting = setting;
        this.secretId = secretId;
        this.user = user;
        this.unreachable = unreachable;
        this.clients = clients;
    }

    /**
     * As they were last fetched.
     *
     * @throws FaultException when the secret cannot be read or lacks something: systemic, or as it is called when
     *     Secrets Manager does not answer
     */
    @Override
    public Credentials current() {
        if (known.isEmpty()) {
            known = Optional.of(fetch());
        }
        return known.get();
    }

    /**
     * As they are now, where that is something else.
     *
     * @throws FaultException as {@link #current} does
     */
    @Override
    public Optional<Credentials> insteadOf(Credentials refused) {
        known = Optional.empty();
        return Optional.of(current()).filter(credentials -> !credentials.equals(refused));
    }

    private Credentials fetch() {
        try (var client = clients.get()) {
            var answer = client.getSecretValue(request -> request.secretId(secretId));
            return new SecretText(setting).read(answer.secretString(), user);
        } catch (SdkException error) {
            throw new FaultException(SecretFaults.of(error, setting, unreachable), error);
        }
    }
}
