package dev.afterdelete.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.mysql.cj.exceptions.MysqlErrorNumbers;
import dev.afterdelete.fault.FaultClass;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.jdbc.KnownErrors.Numbered;
import dev.afterdelete.jdbc.KnownErrors.Origin;
import dev.afterdelete.jdbc.KnownErrors.Worded;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnownErrorsTest {
    @Test
    void everyErrorIsKnownOnce() {
        assertThat(KnownErrors.BY_NUMBER).extracting(Numbered::number).doesNotHaveDuplicates();
        assertThat(KnownErrors.BY_MESSAGE).extracting(Worded::text).doesNotHaveDuplicates();
    }

    @Test
    void noTextHidesBehindAnEarlierOne() {
        for (var place = 0; place < KnownErrors.BY_MESSAGE.size(); place++) {
            var text = KnownErrors.BY_MESSAGE.get(place).text();
            assertThat(KnownErrors.BY_MESSAGE.subList(0, place)).noneMatch(earlier -> text.contains(earlier.text()));
        }
    }

    @Test
    void everyErrorOfMySqlHasTheNameThatTheDriverKnows() throws IllegalAccessException {
        var names = driverNames();
        var ours = KnownErrors.BY_NUMBER.stream()
                .filter(known -> known.origin() == Origin.MYSQL && names.containsKey(known.number()))
                .toList();
        assertThat(ours)
                .hasSizeGreaterThan(80)
                .allSatisfy(known -> assertThat(names.get(known.number())).contains(known.name()));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "SEND_FAILED",
                "QUEUE_UNAVAILABLE",
                "NOT_FINISHED",
                "HELD_BACK",
                "UNCLASSIFIED",
                "CANNOT_CONNECT",
                "INVALID_CONFIGURATION",
                "ROW_CAME_BACK"
            })
    void everyWayInWhichADatabaseCanFailHasAnError(FaultCode code) {
        if (code.faultClass() != FaultClass.PERMANENT) {
            assertThat(codes()).contains(code);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "row count exceeded 10000",
                "Got error 28 - 'No space left on device' from storage engine",
                "primary is not serving"
            })
    void aValueOfARowDecidesNothing(String value) {
        var duplicate = new SQLException("Duplicate entry '%s' for key 'PRIMARY'".formatted(value), "23000", 1062);
        assertThat(MySqlFaults.of(duplicate).code()).isEqualTo(FaultCode.CONSTRAINT_VIOLATED);
    }

    private static List<FaultCode> codes() {
        return Stream.concat(
                        KnownErrors.BY_NUMBER.stream().map(Numbered::code),
                        KnownErrors.BY_MESSAGE.stream().map(Worded::code))
                .toList();
    }

    /** Some numbers have several names there. */
    private static Map<Integer, List<String>> driverNames() throws IllegalAccessException {
        var names = new HashMap<Integer, List<String>>();
        for (var field : MysqlErrorNumbers.class.getFields()) {
            if (field.getType() == int.class) {
                names.merge(
                        field.getInt(null),
                        List.of(field.getName()),
                        (some, more) ->
                                Stream.concat(some.stream(), more.stream()).toList());
            }
        }
        return names;
    }
}
