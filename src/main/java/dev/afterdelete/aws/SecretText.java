package dev.afterdelete.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a secret holds. What is wrong with it is said without a word of it, and so without the parser's message.
 *
 * @param setting that names the secret, for a person
 */
record SecretText(String setting) {
    private static final String USERNAME = "username";
    private static final String PASSWORD = "password";

    /**
     * The credentials in {@code secret}.
     *
     * @param secret nothing where it is binary
     * @param user overrides its {@code username}
     * @throws FaultException systemic, when it holds none
     */
    Credentials read(@Nullable String secret, Optional<String> user) {
        if (secret == null) {
            throw unusable("is binary");
        }
        var fields = textFields(secret);
        var name = user.or(() -> Optional.ofNullable(fields.get(USERNAME))).orElseThrow(() -> lacking(USERNAME));
        return new Credentials(name, Optional.ofNullable(fields.get(PASSWORD)).orElseThrow(() -> lacking(PASSWORD)));
    }

    private Map<String, String> textFields(String secret) {
        var fields = new HashMap<String, String>();
        try (var parser = new JsonFactory().createParser(secret)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw unusable("is no JSON object");
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
            throw unusable("is no JSON object");
        }
    }

    private FaultException lacking(String field) {
        return unusable("has no text called " + field);
    }

    private FaultException unusable(String matter) {
        return FaultException.of(
                FaultCode.INVALID_CONFIGURATION,
                "the secret of %s %s; expected {\"username\": …, \"password\": …}".formatted(setting, matter));
    }
}
