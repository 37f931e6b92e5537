package dev.afterdelete.jdbc.driver;

import com.mysql.cj.conf.PropertySet;
import com.mysql.cj.protocol.StandardSocketFactory;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;

/**
 * Makes sockets that wait once for a server that says nothing. The driver closes a connection that has timed out, and
 * over TLS closing waits for the server's goodbye as long as for an answer.
 */
public final class ImpatientSocketFactory extends StandardSocketFactory {
    /** How long a server that is given up may take to say goodbye. */
    private static final int GOODBYE_MILLIS = 500;

    @Override
    protected Socket createSocket(PropertySet properties) {
        return new ImpatientSocket();
    }

    private static final class ImpatientSocket extends Socket {
        @Override
        public InputStream getInputStream() throws IOException {
            return new ImpatientInput(super.getInputStream(), this);
        }
    }

    private static final class ImpatientInput extends FilterInputStream {
        private final Socket socket;

        ImpatientInput(InputStream input, Socket socket) {
            super(input);
            this.socket = socket;
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (SocketTimeoutException silence) {
                socket.setSoTimeout(GOODBYE_MILLIS);
                throw silence;
            }
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            try {
                return super.read(bytes, offset, length);
            } catch (SocketTimeoutException silence) {
                socket.setSoTimeout(GOODBYE_MILLIS);
                throw silence;
            }
        }
    }
}
