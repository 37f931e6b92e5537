package dev.afterdelete.local;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between clients and a MySQL server, tells the packets of the protocol apart, and cuts connections when it is
 * told to. It reads no packet, so the connections must not be encrypted for what it counts to be packets.
 * <b>Threads</b>: any may tell it.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html">MySQL: protocol
 *     packets</a>
 */
public final class TcpProxy implements AutoCloseable {
    private static final int HEADER_BYTES = 4;

    private final ServerSocket listener;
    private final DatabaseAddress server;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger fromClient = new AtomicInteger();
    private final AtomicInteger fromServer = new AtomicInteger();
    private volatile Cut cut = Cut.NEVER;
    private volatile boolean refusing;
    private volatile Duration delay = Duration.ZERO;

    /** Who sends a packet. */
    public enum Side {
        CLIENT,
        SERVER
    }

    /**
     * When to cut the connection.
     *
     * @param side whose packets count
     * @param packet after so many of them, from now on, of all connections together, have been passed on
     * @param forGood whether every later connection is refused
     */
    public record Cut(Side side, int packet, boolean forGood) {
        static final Cut NEVER = new Cut(Side.CLIENT, 0, false);
    }

    private TcpProxy(ServerSocket listener, DatabaseAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /** Starts to pass everything on to {@code server}. */
    public static TcpProxy start(DatabaseAddress server) {
        try {
            var proxy = new TcpProxy(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), server);
            Thread.ofVirtual().start(proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The JDBC URL of {@code database}, which is on the server, by way of this proxy, and not encrypted. */
    public String urlOf(LocalDatabase database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                .formatted(listener.getLocalPort(), database.name());
    }

    /** Holds each packet of a client up for so long, as a distance would: a round trip costs it once. */
    public void delay(Duration roundTrip) {
        delay = roundTrip;
    }

    /** Begins to count anew, and will cut. */
    public void cutAfter(Cut when) {
        cut = Cut.NEVER;
        fromClient.set(0);
        fromServer.set(0);
        cut = when;
    }

    /** The packets of one side that were passed on since {@link #cutAfter} was called last. */
    public int packets(Side side) {
        return count(side).get();
    }

    /** The connections that were passed on. */
    public int connections() {
        return accepted.get();
    }

    /** Cuts every connection, and closes each new one at once. */
    public void refuse() {
        refusing = true;
        open.forEach(Connection::close);
    }

    /** Passes everything on again, and cuts no more. */
    public void accept() {
        cut = Cut.NEVER;
        refusing = false;
    }

    @Override
    public void close() {
        refuse();
        close(listener);
    }

    private AtomicInteger count(Side side) {
        return switch (side) {
            case CLIENT -> fromClient;
            case SERVER -> fromServer;
        };
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                connect(listener.accept());
            }
        } catch (IOException _) {
            refuse(); // closed: nobody can connect any more
        }
    }

    private void connect(Socket client) throws IOException {
        if (refusing) {
            client.close();
            return;
        }
        accepted.incrementAndGet();
        var connection = new Connection(client, new Socket(server.host(), server.port()));
        open.add(connection);
        Thread.ofVirtual().start(() -> connection.pass(Side.CLIENT));
        Thread.ofVirtual().start(() -> connection.pass(Side.SERVER));
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }

    private final class Connection {
        private final Socket client;
        private final Socket upstream;

        Connection(Socket client, Socket upstream) throws IOException {
            this.client = client;
            this.upstream = upstream;
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        }

        /** Passes the packets of one side on, until either side closes or it is time to cut. */
        void pass(Side side) {
            var from = side == Side.CLIENT ? client : upstream;
            var to = side == Side.CLIENT ? upstream : client;
            try {
                var input = new DataInputStream(from.getInputStream());
                while (passPacket(input, to.getOutputStream(), side == Side.CLIENT ? delay : Duration.ZERO)) {
                    cutIfTold(side);
                }
            } catch (InterruptedException | IOException _) {
                close(); // as below: what ends one direction ends both
            }
            close();
        }

        private boolean passPacket(DataInputStream input, OutputStream output, Duration distance)
                throws IOException, InterruptedException {
            var header = input.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES) {
                return false;
            }
            var length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
            Thread.sleep(distance);
            output.write(header);
            output.write(input.readNBytes(length));
            output.flush();
            return true;
        }

        private void cutIfTold(Side side) {
            var told = cut;
            if (count(side).incrementAndGet() == told.packet() && side == told.side()) {
                refusing = told.forGood();
                close();
            }
        }

        void close() {
            open.remove(this);
            TcpProxy.close(client);
            TcpProxy.close(upstream);
        }
    }
}
