package dev.afterdelete.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between clients and a server, and passes everything on, or everything but what the server answers.
 * <b>Threads</b>: any may tell it.
 */
final class LossyProxy implements AutoCloseable {
    private static final int CHUNK_BYTES = 8_192;

    private final ServerSocket listener;
    private final int serverPort;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean losing;
    private volatile boolean deaf;

    private LossyProxy(ServerSocket listener, int serverPort) {
        this.listener = listener;
        this.serverPort = serverPort;
    }

    static LossyProxy start(int serverPort) {
        try {
            var proxy = new LossyProxy(new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1")), serverPort);
            Thread.ofVirtual().start(proxy::acceptAll);
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Lets no answer through any more. */
    void loseAnswers() {
        losing = true;
    }

    /** Reads nothing any more that clients send. */
    void stopReading() {
        deaf = true;
    }

    /** Cuts all that is connected, and passes everything on again. */
    void restore() {
        open.forEach(LossyProxy::close);
        losing = false;
        deaf = false;
    }

    private void acceptAll() {
        try {
            while (!listener.isClosed()) {
                connect(listener.accept());
            }
        } catch (IOException _) {
            open.forEach(LossyProxy::close); // closed: nobody can connect any more
        }
    }

    private void connect(Socket client) throws IOException {
        try {
            var upstream = new Socket("127.0.0.1", serverPort);
            open.add(client);
            open.add(upstream);
            Thread.ofVirtual().start(() -> pass(client, upstream, Side.CLIENT));
            Thread.ofVirtual().start(() -> pass(upstream, client, Side.SERVER));
        } catch (IOException away) {
            client.close(); // the server is being restarted
        }
    }

    private enum Side {
        CLIENT,
        SERVER
    }

    private void pass(Socket from, Socket to, Side side) {
        try {
            var chunk = new byte[CHUNK_BYTES];
            for (var size = from.getInputStream().read(chunk);
                    size >= 0;
                    size = from.getInputStream().read(chunk)) {
                while (side == Side.CLIENT && deaf && !from.isClosed()) {
                    pause();
                }
                if (side == Side.CLIENT || !losing) {
                    to.getOutputStream().write(chunk, 0, size);
                }
            }
        } catch (IOException _) {
            close(to); // as below: what ends one direction ends both
        }
        close(from);
        close(to);
        open.remove(from);
        open.remove(to);
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
