package dev.afterdelete.graph;

import java.math.BigInteger;
import java.util.HexFormat;

/**
 * One value of one key column, in the column's own type. Ordered within a type as the type orders; across types, which
 * never meet in one column, by type.
 */
public sealed interface KeyValue extends Comparable<KeyValue> {
    /** The declared type that a column must have to be compared with this value. */
    KeyType type();

    @Override
    default int compareTo(KeyValue other) {
        return switch (this) {
            case IntegerValue mine when other instanceof IntegerValue theirs -> mine.value.compareTo(theirs.value);
            case StringValue mine when other instanceof StringValue theirs -> mine.value.compareTo(theirs.value);
            case BinaryValue mine when other instanceof BinaryValue theirs -> mine.hex.compareTo(theirs.hex);
            default -> type().compareTo(other.type());
        };
    }

    /**
     * The value that is written as {@code text}: what {@code toString} of a value gives, and nothing else.
     *
     * @throws IllegalArgumentException when no value of {@code type} is written so
     */
    static KeyValue parse(KeyType type, String text) {
        var value = switch (type) {
            case INTEGER -> new IntegerValue(new BigInteger(text));
            case STRING -> new StringValue(text);
            case BINARY -> new BinaryValue(text);
        };
        if (!value.toString().equals(text)) {
            throw new IllegalArgumentException("a value is written in one way only");
        }
        return value;
    }

    /** The integer {@code value}. */
    static KeyValue of(long value) {
        return new IntegerValue(BigInteger.valueOf(value));
    }

    /** The text {@code value}. */
    static KeyValue of(String value) {
        return new StringValue(value);
    }

    /**
     * A whole number that some MySQL integer column can hold.
     *
     * @param value from -2^63 to 2^64-1
     */
    record IntegerValue(BigInteger value) implements KeyValue {
        /** The least value of MySQL's signed BIGINT. */
        public static final BigInteger MIN = BigInteger.ONE.shiftLeft(63).negate();

        /** The greatest value of MySQL's unsigned BIGINT. */
        public static final BigInteger MAX = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

        public IntegerValue {
            if (value.compareTo(MIN) < 0 || value.compareTo(MAX) > 0) {
                throw new IllegalArgumentException("an integer key lies between -2^63 and 2^64-1");
            }
        }

        @Override
        public KeyType type() {
            return KeyType.INTEGER;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** Text, as delivered. */
    record StringValue(String value) implements KeyValue {
        @Override
        public KeyType type() {
            return KeyType.STRING;
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /**
     * Bytes.
     *
     * @param hex two lower-case hexadecimal digits a byte
     */
    record BinaryValue(String hex) implements KeyValue {
        public BinaryValue {
            if (!HexFormat.of().formatHex(HexFormat.of().parseHex(hex)).equals(hex)) {
                throw new IllegalArgumentException("a binary key is written in lower-case hex");
            }
        }

        /** The bytes; a new array each time. */
        public byte[] bytes() {
            return HexFormat.of().parseHex(hex);
        }

        @Override
        public KeyType type() {
            return KeyType.BINARY;
        }

        @Override
        public String toString() {
            return hex;
        }
    }
}
