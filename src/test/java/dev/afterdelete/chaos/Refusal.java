package dev.afterdelete.chaos;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An error that a vtgate hands on, as a packet of the protocol.
 *
 * @param number of the error
 * @param sqlState of five characters
 * @param message as a tablet words it
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_err_packet.html">MySQL:
 *     ERR_Packet</a>
 */
record Refusal(int number, String sqlState, String message) {
    private static final String TABLET = "target: %s: vttablet: rpc error: code = %s desc = %s";

    /** A primary steps down, and nobody knows the next one yet. */
    static final Refusal REPARENTED = new Refusal(
            1105,
            "HY000",
            TABLET.formatted(
                    "app.0.primary",
                    "ClusterEvent",
                    "primary is not serving, there may be a reparent operation in progress"));

    static final Refusal THROTTLED =
            new Refusal(1041, "HY000", TABLET.formatted("app.0.primary", "ResourceExhausted", "Transaction throttled"));

    /** The command of a packet that carries a statement. */
    static final byte QUERY = 3;

    /** A packet that ends the transaction. */
    static final byte[] ROLLBACK = {9, 0, 0, 0, QUERY, 'R', 'O', 'L', 'L', 'B', 'A', 'C', 'K'};

    private static final int SEQUENCE = 3;

    /** The packet that says so, numbered as the answer that it takes the place of. */
    byte[] inPlaceOf(byte[] answer) {
        var body = new ByteArrayOutputStream();
        body.write(0xff);
        body.write(number & 0xff);
        body.write(number >> 8);
        body.writeBytes(("#" + sqlState + message).getBytes(StandardCharsets.UTF_8));
        var packet = new ByteArrayOutputStream();
        packet.write(body.size() & 0xff);
        packet.write(body.size() >> 8);
        packet.write(0);
        packet.write(answer[SEQUENCE]);
        packet.writeBytes(body.toByteArray());
        return packet.toByteArray();
    }
}
