package dev.afterdelete.chaos;

import dev.afterdelete.local.DatabaseAddress;
import dev.afterdelete.local.LocalDatabase;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/**
 * Stands between clients and a MySQL server, tells the packets of the protocol apart by their header of four bytes, and
 * strikes once, at a packet that was chosen before. Connections must not be encrypted. <b>Threads</b>: any may tell it.
 *
 * @see <a href="https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html">MySQL: protocol
 *     packets</a>
 */
public final class PacketProxy implements AutoCloseable {
    private static final int HEADER_BYTES = 4;

    private final ServerSocket listener;
    private final DatabaseAddress server;
    private final Set<Link> open = ConcurrentHashMap.newKeySet();
    private volatile Strike strike = new Strike(Strike.Kind.CUT_BEFORE, Integer.MAX_VALUE, Strike.After.BACK_AT_ONCE);
    private volatile AtomicInteger counted = new AtomicInteger();
    private volatile boolean refusing;
    private volatile Consumer<byte[]> heard = _ -> {};

    private PacketProxy(ServerSocket listener, DatabaseAddress server) {
        this.listener = listener;
        this.server = server;
    }

    /**
     * What to do, and when.
     *
     * @param packet the number of the packet, of all connections together, counted from when the proxy was armed; for
     *     {@link Kind#CUT_ANSWER} packets of the server count, for the others those of clients
     */
    record Strike(Kind kind, int packet, After after) {
        /** What happens to a packet. */
        enum Kind {
            /** The packet of the client never arrives, and the connection is gone. */
            CUT_BEFORE,
            /** The packet arrives, the server does what it says, and instead of its answer the connection is gone. */
            SWALLOW_ANSWER,
            /** The packet of the server arrives, what it would say after it does not. */
            CUT_ANSWER,
            /** The answer to the packet of the client is late. */
            DELAY_ANSWER,
            /**
             * The transaction is ended and nothing else is done, and the answer is the refusal of a tablet whose
             * primary is being replaced.
             */
            REFUSE_AS_REPARENTED,
            /** The same with the refusal of a transaction throttler. */
            REFUSE_AS_THROTTLED
        }

        /** Whether the server can be reached afterwards. */
        enum After {
            BACK_AT_ONCE,
            AWAY
        }
    }

    public static PacketProxy start(DatabaseAddress server) {
        try {
            var proxy = new PacketProxy(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), server);
            Thread.ofVirtual().start(proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String urlOf(LocalDatabase database) {
        return "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                .formatted(listener.getLocalPort(), database.name());
    }

    /** Tells each statement that a client sends, and nothing about the other packets. */
    public void tell(Consumer<String> listener) {
        heard = packet -> {
            if (isStatement(packet)) {
                var begin = HEADER_BYTES + 1;
                listener.accept(new String(packet, begin, packet.length - begin, StandardCharsets.UTF_8));
            }
        };
    }

    private static boolean isStatement(byte[] packet) {
        return packet.length > HEADER_BYTES && packet[HEADER_BYTES] == Refusal.QUERY;
    }

    /** Begins to count anew, and will strike. */
    void arm(Strike what) {
        refusing = false;
        counted = new AtomicInteger();
        strike = what;
    }

    /** Whether it has struck since it was armed. */
    boolean hasStruck() {
        return counted.get() >= strike.packet();
    }

    /** Lets connections through again. */
    void accept() {
        refusing = false;
    }

    @Override
    public void close() {
        refusing = true;
        open.forEach(Link::close);
        close(listener);
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                connect(listener.accept());
            }
        } catch (IOException _) {
            refusing = true; // closed: nobody can connect any more
        }
    }

    private void connect(Socket client) throws IOException {
        if (refusing) {
            client.close();
            return;
        }
        var link = new Link(client, new Socket(server.host(), server.port()));
        open.add(link);
        Thread.ofVirtual().start(() -> link.run(link::passFromClient));
        Thread.ofVirtual().start(() -> link.run(link::passFromServer));
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            throw new IllegalStateException("a socket cannot be closed", e);
        }
    }

    private interface Passing {
        /** Passes one packet on; whether the connection goes on. */
        boolean passOne() throws IOException, InterruptedException;
    }

    private final class Link {
        /** How long a late answer is late: longer than the socket time-out of whoever is to notice. */
        private static final Duration LATE = Duration.ofMillis(700);

        private final Socket client;
        private final Socket upstream;
        private final AtomicBoolean swallowing = new AtomicBoolean();
        private final AtomicBoolean delaying = new AtomicBoolean();
        private final AtomicReference<Optional<Refusal>> refusal = new AtomicReference<>(Optional.empty());

        Link(Socket client, Socket upstream) throws IOException {
            this.client = client;
            this.upstream = upstream;
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
        }

        /** Passes packets on, until either side closes or the connection is cut. */
        void run(Passing passing) {
            try {
                while (passing.passOne()) {
                    // and the next
                }
            } catch (InterruptedException | IOException _) {
                close(); // as below: what ends one direction ends both
            }
            close();
        }

        boolean passFromClient() throws IOException {
            var packet = read(client);
            if (packet.length == 0) {
                return false;
            }
            if (isDue(strike.kind() != Strike.Kind.CUT_ANSWER)) {
                switch (strike.kind()) {
                    case CUT_BEFORE -> {
                        return cut();
                    }
                    case SWALLOW_ANSWER -> swallowing.set(true);
                    case DELAY_ANSWER -> delaying.set(true);
                    case REFUSE_AS_REPARENTED -> packet = refused(packet, Refusal.REPARENTED);
                    case REFUSE_AS_THROTTLED -> packet = refused(packet, Refusal.THROTTLED);
                    case CUT_ANSWER -> throw new IllegalStateException("counts packets of the server");
                }
            }
            heard.accept(packet);
            write(upstream.getOutputStream(), packet);
            return true;
        }

        /** A statement is not handed on: what goes on in its place ends the transaction, as the server would have. */
        private byte[] refused(byte[] packet, Refusal answer) {
            refusal.set(Optional.of(answer));
            return isStatement(packet) ? Refusal.ROLLBACK : packet;
        }

        boolean passFromServer() throws IOException, InterruptedException {
            var packet = read(upstream);
            if (packet.length == 0) {
                return false;
            }
            if (swallowing.get()) {
                return cut();
            }
            if (delaying.compareAndSet(true, false)) {
                Thread.sleep(LATE);
            }
            var refused = refusal.getAndSet(Optional.empty());
            write(
                    client.getOutputStream(),
                    refused.map(answer -> answer.inPlaceOf(packet)).orElse(packet));
            return !isDue(strike.kind() == Strike.Kind.CUT_ANSWER) || cut();
        }

        private boolean isDue(boolean counts) {
            return counts && counted.incrementAndGet() == strike.packet();
        }

        private boolean cut() {
            refusing = strike.after() == Strike.After.AWAY;
            return false;
        }

        private static byte[] read(Socket from) throws IOException {
            var input = new DataInputStream(from.getInputStream());
            var header = input.readNBytes(HEADER_BYTES);
            if (header.length < HEADER_BYTES) {
                return new byte[0];
            }
            var length = (header[0] & 0xff) | (header[1] & 0xff) << 8 | (header[2] & 0xff) << 16;
            var packet = new byte[HEADER_BYTES + length];
            System.arraycopy(header, 0, packet, 0, HEADER_BYTES);
            input.readFully(packet, HEADER_BYTES, length);
            return packet;
        }

        private static void write(OutputStream output, byte[] packet) throws IOException {
            output.write(packet);
            output.flush();
        }

        void close() {
            open.remove(this);
            PacketProxy.close(client);
            PacketProxy.close(upstream);
        }
    }
}
