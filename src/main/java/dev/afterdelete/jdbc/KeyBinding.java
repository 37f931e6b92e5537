package dev.afterdelete.jdbc;

import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import dev.afterdelete.graph.KeyValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** How key values travel to and from the driver, each in its column's own type, so that MySQL converts nothing. */
public final class KeyBinding {
    private static final int LONG_BITS = 63;

    private KeyBinding() {}

    /** Binds {@code values} to the parameters 1, 2, … of {@code statement}. */
    public static void bind(PreparedStatement statement, List<KeyValue> values) throws SQLException {
        var place = 1;
        for (var value : values) {
            bind(statement, place++, value);
        }
    }

    static void bind(PreparedStatement statement, int place, KeyValue value) throws SQLException {
        switch (value) {
            case KeyValue.IntegerValue(var number)
            when number.bitLength() <= LONG_BITS -> statement.setLong(place, number.longValue());
            case KeyValue.IntegerValue(var number) -> statement.setBigDecimal(place, new BigDecimal(number));
            case KeyValue.StringValue(var text) -> statement.setString(place, text);
            case KeyValue.BinaryValue binary -> statement.setBytes(place, binary.bytes());
        }
    }

    /** The key in the first columns of the current row. */
    public static Key read(ResultSet row, List<KeyType> types) throws SQLException {
        return read(row, 1, types);
    }

    /** The key in the columns of the current row from {@code first} on, which is counted from 1. */
    public static Key read(ResultSet row, int first, List<KeyType> types) throws SQLException {
        var values = new ArrayList<KeyValue>(types.size());
        for (var place = 0; place < types.size(); place++) {
            values.add(read(row, first + place, types.get(place)));
        }
        return new Key(values);
    }

    private static KeyValue read(ResultSet row, int column, KeyType type) throws SQLException {
        return switch (type) {
            case INTEGER -> new KeyValue.IntegerValue(new BigInteger(row.getString(column)));
            case STRING -> new KeyValue.StringValue(row.getString(column));
            case BINARY -> new KeyValue.BinaryValue(HexFormat.of().formatHex(row.getBytes(column)));
        };
    }
}
