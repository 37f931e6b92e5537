package dev.afterdelete.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/**
 * /** Credentials kept in Secrets Manager: a JSON object with {@code username} and {@code password}, as RDS and the
 * console write it. Fetched when they are first asked for, and again when they were refused, so that a rotated password
 * is found. Not for several threads.
 */
public final class SecretCredentials implements Credentials.Source {
    private final String setting;
    private final String secretId;
    private final Optional<String> user;
    private Optional<Credentials> known = Optional.empty();

    /**
     * The credentials in the secret {@code secretId}.
     *
     * @param setting that names it, for a person
     * @param secretId its name or ARN
     * @param user overrides the secret's {@code username}
     */
    public SecretCredentials(String setting, String secretId, Optional<String> user) {
        this.setting = setting;
        this.secretId = secretId;
        this.user = user;
    }

    /**
     * As they were last fetched.
     *
     * @throws FaultException systemic, when the secret cannot be read or lacks something
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
     * @throws FaultException systemic, when the secret cannot be read or lacks something
     */
    @Override
    public Optional<Credentials> insteadOf(Credentials refused) {
        known = Optional.empty();
        return Optional.of(current()).filter(credentials -> !credentials.equals(refused));
    }

    private Credentials fetch() {
        try (var client = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            return read(
                    client.getSecretValue(request -> request.secretId(secretId)).secretString());
        } catch (SdkException error) {
            throw new FaultException(
                    new Fault(FaultCode.ACCESS_DENIED, "the secret of %s cannot be read".formatted(setting)), error);
        }
    }

    private Credentials read(String secret) {
        var fields = textFields(secret);
        var name = user.or(() -> Optional.ofNullable(fields.get("username")));
        var password = Optional.ofNullable(fields.get("password"));
        if (name.isEmpty() || password.isEmpty()) {
            throw unusable();
        }
        return new Credentials(name.get(), password.get());
    }

    private Map<String, String> textFields(String secret) {
        var fields = new HashMap<String, String>();
        try (var parser = new JsonFactory().createParser(secret)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unusable();
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                var name = parser.currentName();
                if (parser.nextToken() == JsonToken.VALUE_STRING) {
                    fields.put(name, parser.getText());
                } else {
                    parser.skipChildren();
                }
            }
            return fields;
        } catch (IOException notJson) {
            throw unusable();
        }
    }

    /** Without a cause: the parser's message would show the secret. */
    private FaultException unusable() {
        return new FaultException(new Fault(
                FaultCode.INVALID_CONFIGURATION,
                "the secret of %s must be a JSON object with the texts username and password".formatted(setting)));
    }
}
