package dev.afterdelete.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.afterdelete.config.Credentials;
import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SecretTextTest {
    private static final SecretText TEXT = new SecretText("AFTERDELETE_DB_SECRET");

    @Test
    void whatTheDatabaseServiceWritesBesideThemIsSkipped() {
        var secret =
                "{\"engine\": \"mysql\", \"port\": 3306, \"username\": \"app\", \"tags\": [{}], \"password\": \"s3\"}";
        assertThat(TEXT.read(secret, Optional.empty())).isEqualTo(new Credentials("app", "s3"));
        assertThat(TEXT.read(secret, Optional.of("other"))).isEqualTo(new Credentials("other", "s3"));
        assertThat(TEXT.read("{\"password\": \"\"}", Optional.of("app"))).isEqualTo(new Credentials("app", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
            the-s3cret                          | is no JSON object
            "the-s3cret"                        | is no JSON object
            ["the-s3cret"]                      | is no JSON object
            {"password": "the-s3cret"           | is no JSON object
            {"username": 'the-s3cret'}          | is no JSON object
            {"username": "the-s3cret"}          | has no text called password
            {"username": "app", "password": 7}  | has no text called password
            {"password": "the-s3cret"}          | has no text called username
                                                | is binary
            """)
    void whatIsWrongWithASecretIsSaidInALineWithoutAWordOfIt(@Nullable String secret, String matter) {
        assertThatThrownBy(() -> TEXT.read(secret, Optional.empty()))
                .hasNoCause()
                .asInstanceOf(type(FaultException.class))
                .extracting(FaultException::fault)
                .isEqualTo(new Fault(
                        FaultCode.INVALID_CONFIGURATION,
                        "the secret of AFTERDELETE_DB_SECRET %s; expected {\"username\": …, \"password\": …}"
                                .formatted(matter)));
    }
}
