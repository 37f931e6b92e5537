package dev.afterdelete.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.conf.ConnectionUrl;
import com.mysql.cj.conf.PropertyKey;
import dev.afterdelete.config.Form.Parsed.Unusable;
import dev.afterdelete.config.Form.Parsed.Usable;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource({
        "jdbc:mysql://localhost:3306/recipes, localhost, 3306, recipes",
        "jdbc:mysql://db.example.com/recipes, db.example.com, 3306, recipes",
        "jdbc:mysql://127.0.0.1:1/my-db$1, 127.0.0.1, 1, my-db$1",
        "jdbc:mysql://[::1]:3306/recipes, [::1], 3306, recipes",
        "jdbc:mysql://vtgate/commerce@primary, vtgate, 3306, commerce@primary",
        "jdbc:mysql://h/d?sslMode=VERIFY_IDENTITY&connectionTimeZone=Europe/Berlin, h, 3306, d"
    })
    void oneHostAndDatabaseAreRead(String url, String host, int port, String database) {
        assertThat(JdbcUrl.FORM.parser().apply(url)).isEqualTo(new Usable<>(url));

        var driver = ConnectionUrl.getConnectionUrlInstance(url, new Properties());
        assertThat(driver.getHostsList()).hasSize(1);
        assertThat(driver.getMainHost().getHost()).isEqualTo(host);
        assertThat(driver.getMainHost().getPort()).isEqualTo(port);
        assertThat(driver.getDatabase()).isEqualTo(database);
        assertThat(driver.getMainHost().getUser()).isNullOrEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "mysql://h/d                               | expected jdbc:mysql://HOST:3306/DATABASE, was no URL that begins with jdbc:mysql://",
                "jdbc:mariadb://h/d                        | expected jdbc:mysql://HOST:3306/DATABASE, was no URL that begins with jdbc:mysql://",
                "jdbc:mysql:loadbalance://h/d              | expected jdbc:mysql://HOST:3306/DATABASE, was no URL that begins with jdbc:mysql://",
                "jdbc:mysql+srv://h/d                      | expected jdbc:mysql://HOST:3306/DATABASE, was no URL that begins with jdbc:mysql://",
                "JDBC:MYSQL://h/d                          | expected jdbc:mysql://HOST:3306/DATABASE, was no URL that begins with jdbc:mysql://",
                "jdbc:mysql://root:s3cret@h/d              | expected neither user nor password in the URL: they have settings of their own",
                "jdbc:mysql://h1,h2/d                      | expected one host, were several",
                "jdbc:mysql:///d                           | expected jdbc:mysql://HOST:3306/DATABASE, was no host name or address in the place of HOST",
                "jdbc:mysql://(host=h,password=s3cret)/d   | expected one host, were several",
                "jdbc:mysql://address=(host=h)/d           | expected jdbc:mysql://HOST:3306/DATABASE, was no host name or address in the place of HOST",
                "jdbc:mysql://h%40x/d                      | expected jdbc:mysql://HOST:3306/DATABASE, was no host name or address in the place of HOST",
                "jdbc:mysql://h:0/d                        | expected a port from 1 to 65535 after the host",
                "jdbc:mysql://h:65536/d                    | expected a port from 1 to 65535 after the host",
                "jdbc:mysql://h:s3cret/d                   | expected a port from 1 to 65535 after the host",
                "jdbc:mysql://h                            | expected jdbc:mysql://HOST:3306/DATABASE, was no name of a database in the place of DATABASE",
                "jdbc:mysql://h/                           | expected jdbc:mysql://HOST:3306/DATABASE, was no name of a database in the place of DATABASE",
                "jdbc:mysql://h/d/e                        | expected jdbc:mysql://HOST:3306/DATABASE, was no name of a database in the place of DATABASE",
                "jdbc:mysql://h/d#s3cret                   | expected jdbc:mysql://HOST:3306/DATABASE, was no name of a database in the place of DATABASE",
                "jdbc:mysql://h/d?s3cret                   | expected properties as NAME=VALUE, with & between them",
                "jdbc:mysql://h/d?                         | expected properties as NAME=VALUE, with & between them",
                "jdbc:mysql://h/d?sslMode=REQUIRED&        | expected properties as NAME=VALUE, with & between them",
                "jdbc:mysql://h/d?sslMode=a&sslMode=b      | the property \"sslMode\" is set twice"
            })
    void whatIsWrongIsSaidWithoutShowingTheUrl(String url, String matter) {
        assertThat(matter(url)).isEqualTo(matter).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user",
                "password",
                "allowLoadLocalInfile",
                "allowUrlInLocalInfile",
                "autoDeserialize",
                "allowMultiQueries",
                "rewriteBatchedStatements",
                "useAffectedRows",
                "socketFactory",
                "propertiesTransform",
                "queryInterceptors",
                "exceptionInterceptors",
                "connectionLifecycleInterceptors",
                "sessionVariables",
                "autoReconnect",
                "characterEncoding",
                "socketTimeout",
                "connectTimeout",
                "SSLMODE"
            })
    void otherPropertiesAreRefusedByName(String property) {
        assertThat(matter("jdbc:mysql://h/d?" + property + "=s3cret"))
                .startsWith("the property \"" + property + "\" may not be set, only sslMode, ")
                .doesNotContain("s3cret");
    }

    @Test
    void escapedNamesArePropertiesOfNoName() {
        assertThat(matter("jdbc:mysql://h/d?allowLoadLocal%49nfile=true"))
                .startsWith("expected properties as NAME=VALUE");
    }

    @Test
    void misspeltPropertyFindsTheKnownOne() {
        assertThat(matter("jdbc:mysql://h/d?sslmode=REQUIRED")).endsWith("; did you mean \"sslMode\"?");
    }

    @Test
    void everyAllowedPropertyIsOneOfTheDriver() {
        assertThat(JdbcUrl.PROPERTIES)
                .allSatisfy(name -> assertThat(PropertyKey.fromValue(name)).isNotNull());
    }

    private static String matter(String url) {
        return switch (JdbcUrl.FORM.parser().apply(url)) {
            case Usable<String> _ -> throw new AssertionError(url);
            case Unusable<String>(var matter) -> matter;
        };
    }
}
