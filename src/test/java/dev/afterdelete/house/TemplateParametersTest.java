package dev.afterdelete.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.afterdelete.config.Settings;
import dev.afterdelete.config.SettingsException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code template.yaml} takes as a parameter and what it refuses, before anything is deployed. */
class TemplateParametersTest {
    private static final CloudFormationTemplate TEMPLATE = CloudFormationTemplate.read(Path.of("template.yaml"));
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:";
    private static final String KEY = "arn:aws:kms:us-east-1:123456789012:key/";
    private static final String TOPIC = "arn:aws:sns:us-east-1:123456789012:alarms";
    private static final Map<String, String> DEV = Map.of("Stage", "dev", "DatabasePassword", "open sesame");
    private static final Map<String, String> PROD =
            Map.of("Stage", "prod", "DatabaseSecretArn", SECRET + "recipes-AbCdEf", "AlarmTopicArn", TOPIC);

    @ParameterizedTest
    @ValueSource(strings = {"DatabaseSecretArn", "RabbitMqSecretArn"})
    void aSecretIsOneSecretWhole(String parameter) {
        assertThat(List.of(
                        "",
                        SECRET + "recipes-AbCdEf",
                        SECRET + "prod/recipes_db+a=b.c@d-a1B2c3",
                        SECRET + "rds!db-0f6f2f5c-7f1b-4c1f-9d0e-1f2a3b4c5d6e-x9Yz12",
                        "arn:aws-us-gov:secretsmanager:us-gov-west-1:123456789012:secret:recipes-AbCdEf"))
                .allSatisfy(
                        right -> assertThat(takes(parameter, right)).as(right).isTrue());
        assertThat(List.of(
                        SECRET + "*",
                        SECRET + "recipes-*",
                        SECRET + "recipes",
                        SECRET + "recipes-AbCdE",
                        SECRET + "recipes-AbCdEf:password::",
                        SECRET + "recipes-??????",
                        SECRET + "recipes-AbCdEf,x",
                        "recipes-AbCdEf"))
                .allSatisfy(
                        wrong -> assertThat(takes(parameter, wrong)).as(wrong).isFalse());
    }

    @ParameterizedTest
    @ValueSource(strings = {"KmsKeyArn", "DatabaseSecretKeyArn", "RabbitMqSecretKeyArn"})
    void aKeyIsOneKeyAndNoAlias(String parameter) {
        assertThat(List.of(
                        "", KEY + "1234abcd-12ab-34cd-56ef-1234567890ab", KEY + "mrk-1234abcd12ab34cd56ef1234567890ab"))
                .allSatisfy(
                        right -> assertThat(takes(parameter, right)).as(right).isTrue());
        assertThat(List.of(
                        KEY + "*",
                        KEY + "1234abcd-*",
                        KEY + "1234abcd-12ab-34cd-56ef-1234567890ab*",
                        "arn:aws:kms:us-east-1:123456789012:alias/recipes",
                        "1234abcd-12ab-34cd-56ef-1234567890ab"))
                .allSatisfy(
                        wrong -> assertThat(takes(parameter, wrong)).as(wrong).isFalse());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MaxRowsPerSecond | 1 9 10 999999 1000000 | 0 00 1000001 9999999 -1 1.5",
                "MaxThreadsRunning | 2 9 10 99999 100000 | 0 1 100001 999999",
                "MaxReplicaLag | PT0.1S PT0.25S PT1S PT5.5S PT59S PT60S PT999S PT3599.999S PT3600S PT1M PT1M30S PT59M59.9S PT60M PT1H | PT0S PT0.05S PT0.0999S PT3601S PT61M PT1H1S PT2H PT PT5 5 PT5.0001S P1D -PT5S",
                "TargetTime | PT0.05S PT0.5S PT1S PT9.999S PT10S | PT0.04S PT0S PT0.5001S PT10.1S PT11S",
                "OrphansConfirmAfter | PT1S PT9999S PT10M PT168H P1D P7D | PT0S PT169H P8D P PT P1W"
            })
    void aBoundIsTheFunctionsOwn(String parameter, String right, String wrong) {
        for (var value : right.split(" ")) {
            assertThat(takes(parameter, value)).as("%s %s", parameter, value).isTrue();
            assertThat(settings(parameter, value)).isNotNull();
        }
        for (var value : wrong.split(" ")) {
            assertThat(takes(parameter, value)).as("%s %s", parameter, value).isFalse();
            assertThatThrownBy(() -> settings(parameter, value))
                    .as("%s %s", parameter, value)
                    .isInstanceOf(SettingsException.class);
        }
    }

    @ParameterizedTest
    @CsvSource({"DatabaseUrlOptions, &", "ReplicaUrl, jdbc:mysql://replica:3306/recipes?"})
    void noPasswordAndNothingUnknownTravelsInAUrl(String parameter, String before) {
        for (var property : knownProperties()) {
            var said = before + property + "=x";
            var isPassword = property.endsWith("Password");
            var isSaidAlready = parameter.equals("DatabaseUrlOptions") && property.equals("sslMode");
            assertThat(takes(parameter, said)).as(said).isEqualTo(!isPassword && !isSaidAlready);
        }
        assertThat(takes(parameter, "")).isTrue();
        assertThat(takes(parameter, before + "tcpKeepAlive=true&serverTimezone=UTC"))
                .isTrue();
        assertThat(List.of(
                        "password=s3cret",
                        "user=app",
                        "tcpKeepAlive=true&trustCertificateKeyStorePassword=s3cret",
                        "TRUSTCERTIFICATEKEYSTOREPASSWORD=s3cret",
                        "allowLoadLocalInfile=true"))
                .allSatisfy(wrong ->
                        assertThat(takes(parameter, before + wrong)).as(wrong).isFalse());
    }

    @Test
    void aReplicaIsOneHostWithoutALogin() {
        assertThat(takes("ReplicaUrl", "jdbc:mysql://[fd00::1]:3306/recipes")).isTrue();
        assertThat(List.of(
                        "jdbc:mysql://app:s3cret@replica/recipes",
                        "jdbc:mysql://a,b/recipes",
                        "jdbc:mysql://replica",
                        "jdbc:mysql://(host=a,password=s3cret)/recipes",
                        "jdbc:mysql://address=(password=s3cret)/recipes",
                        "jdbc:mariadb://replica/recipes"))
                .allSatisfy(wrong ->
                        assertThat(takes("ReplicaUrl", wrong)).as(wrong).isFalse());
    }

    @Test
    void aReleaseIsAName() {
        assertThat(List.of("1", "2026-11-30", "v1.2_b", "a".repeat(64)))
                .allSatisfy(right -> assertThat(takes("Release", right)).isTrue());
        assertThat(List.of("", " ", "a b", "-1", "${x}", "a".repeat(65)))
                .allSatisfy(wrong -> assertThat(takes("Release", wrong)).isFalse());
    }

    @Test
    void subnetsComeWithSecurityGroupsOrNotAtAll() {
        assertThat(broken(DEV)).isEmpty();
        assertThat(broken(DEV, "SubnetIds", "subnet-1,subnet-2", "SecurityGroupIds", "sg-1"))
                .isEmpty();
        assertThat(broken(DEV, "SubnetIds", "subnet-1")).containsExactly("AWholeNetworkOrNone");
        assertThat(broken(DEV, "SecurityGroupIds", "sg-1")).containsExactly("AWholeNetworkOrNone");
    }

    @Test
    void inProdAlarmsGoSomewhereAndPasswordsAreSecrets() {
        assertThat(broken(PROD)).isEmpty();
        assertThat(broken(PROD, "AlarmTopicArn", "")).containsExactly("AlarmsAreHeardInProduction");
        assertThat(broken(PROD, "DatabaseTlsMode", "DISABLED")).containsExactly("NoPlainTextInProduction");
        assertThat(broken(PROD, "DatabaseSecretArn", "", "DatabasePassword", "open sesame"))
                .containsExactly("NoPlainTextInProduction");
    }

    @Test
    void thereIsOneWayToThePasswordAndAWholeBroker() {
        assertThat(broken(Map.of("Stage", "dev"))).containsExactly("OneWayToThePassword");
        assertThat(broken(PROD, "DatabasePassword", "too")).containsExactly("OneWayToThePassword");
        assertThat(broken(PROD, "RabbitMqEndpoint", "amqps://b:5671")).containsExactly("AWholeBrokerOrNone");
    }

    private static List<String> broken(Map<String, String> parameters, String... others) {
        var all = new HashMap<>(parameters);
        for (var i = 0; i < others.length; i += 2) {
            all.put(others[i], others[i + 1]);
        }
        return StackRules.broken(TEMPLATE, all);
    }

    private static boolean takes(String parameter, String value) {
        var pattern = TEMPLATE.at("Parameters", parameter, "AllowedPattern").orElseThrow();
        return Pattern.matches(pattern.toString(), value);
    }

    private static Settings settings(String parameter, String value) {
        return Settings.from(FunctionEnvironment.of(
                TEMPLATE,
                "SweepFunction",
                Map.of(
                        "DatabaseHost",
                        "db.example.com",
                        "DatabaseName",
                        "recipes",
                        "DatabaseUser",
                        "app",
                        "DatabasePassword",
                        "open sesame",
                        "TimeReserve",
                        "25",
                        parameter,
                        value)));
    }

    /** The properties of a URL that the functions know, which they name where one is unknown. */
    private static List<String> knownProperties() {
        var url = "jdbc:mysql://h/d?unheardOf=1";
        try {
            Settings.from(Map.of("AFTERDELETE_DB_URL", url));
        } catch (SettingsException e) {
            var named = Pattern.compile("only ([A-Za-z, ]+)").matcher(e.getMessage());
            assertThat(named.find()).isTrue();
            return Arrays.asList(named.group(1).split(", "));
        }
        throw new AssertionError("was to be refused: " + url);
    }
}
