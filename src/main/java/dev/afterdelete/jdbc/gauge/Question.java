package dev.afterdelete.jdbc.gauge;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.jdbc.JdbcSession;
import java.util.concurrent.atomic.AtomicBoolean;

/** Asks on a session, and tells a question that the database does not answer from a database that is not there. */
final class Question {
    private final JdbcSession session;

    Question(JdbcSession session) {
        this.session = session;
    }

    /**
     * Runs {@code work} in a transaction of its own.
     *
     * @throws FaultException {@link FaultCode#CANNOT_CONNECT} when no connection could be had, for whatever reason: it
     *     says nothing about the question
     */
    <T> T ask(JdbcSession.SqlWork<T> work) {
        var connected = new AtomicBoolean();
        try {
            return session.transact(connection -> {
                connected.set(true);
                return work.run(connection);
            });
        } catch (FaultException failure) {
            if (connected.get()) {
                throw failure;
            }
            throw new FaultException(
                    new Fault(FaultCode.CANNOT_CONNECT, failure.fault().reason()), failure);
        }
    }

    /** Whether the session leads to a vtgate; known within {@link #ask}. */
    boolean leadsToVtgate() {
        return session.leadsToVtgate();
    }

    /** The fault of a database that answers, but not what was asked. */
    static FaultException noAnswer(String matter) {
        return FaultException.of(FaultCode.INVALID_CONFIGURATION, matter);
    }
}
