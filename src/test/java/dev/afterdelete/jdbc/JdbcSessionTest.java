package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcSessionTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://db.example.com/recipes, VERIFY_IDENTITY",
        "jdbc:mysql://localhost.example.com/recipes, VERIFY_IDENTITY",
        "jdbc:mysql://10.0.0.1:3306/recipes, VERIFY_IDENTITY",
        "jdbc:mysql://[2001:db8::1]/recipes?tcpKeepAlive=true, VERIFY_IDENTITY",
        "jdbc:mysql://localhost:3306/recipes, PREFERRED",
        "jdbc:mysql://127.0.0.1/recipes, PREFERRED",
        "jdbc:mysql://[::1]:3306/recipes, PREFERRED"
    })
    void whatLeavesTheMachineIsEncryptedForTheServerOfThatNameAlone(String url, String mode) {
        assertThat(target(url).unsaidSslMode()).contains(mode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:mysql://h/d?sslMode=DISABLED", "jdbc:mysql://h/d?tcpKeepAlive=true&sslMode=REQUIRED"})
    void theOperatorMayDecideOtherwise(String url) {
        assertThat(target(url).unsaidSslMode()).isEmpty();
    }

    private static JdbcSession.Target target(String url) {
        var second = Duration.ofSeconds(1);
        return new JdbcSession.Target(url, second, second, second);
    }
}
