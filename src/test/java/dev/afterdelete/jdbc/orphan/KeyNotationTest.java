package dev.afterdelete.jdbc.orphan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyNotationTest {
    private static final List<KeyType> TYPES = List.of(KeyType.STRING, KeyType.INTEGER, KeyType.BINARY);

    @Test
    void aKeyIsReadAsItWasWritten() {
        for (var text : List.of("", "abc", "3:abc", "😀 ; \n", "12")) {
            var key = Key.of(
                    KeyValue.of(text),
                    new KeyValue.IntegerValue(KeyValue.IntegerValue.MAX),
                    new KeyValue.BinaryValue("00ff"));
            assertThat(KeyNotation.read(KeyNotation.of(key), TYPES)).isEqualTo(key);
        }
    }

    @Test
    void severalKeysStandInOneText() {
        var keys = List.of(Key.of("1:1"), Key.of(""), Key.of("b"));
        var text = new StringBuilder();
        keys.forEach(key -> text.append(KeyNotation.of(key)));
        var read = new ArrayList<Key>();
        KeyNotation.readAll(text.toString(), notation -> read.add(notation.key(List.of(KeyType.STRING))));
        assertThat(read).isEqualTo(keys);
    }

    @Test
    void noTwoKeysReadAlike() {
        assertThat(KeyNotation.of(Key.of(KeyValue.of("1"), KeyValue.of("23"))))
                .isNotEqualTo(KeyNotation.of(Key.of(KeyValue.of("12"), KeyValue.of("3"))));
    }
}
