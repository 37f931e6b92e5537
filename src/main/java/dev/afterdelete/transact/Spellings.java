package dev.afterdelete.transact;

import dev.afterdelete.fault.Fault;
import dev.afterdelete.fault.FaultCode;
import dev.afterdelete.fault.FaultException;
import dev.afterdelete.graph.Key;
import dev.afterdelete.graph.KeyType;
import java.util.HashSet;
import java.util.List;

/** Keys as they were asked for, and as the rows that were found go by. */
public final class Spellings {
    private Spellings() {}

    /**
     * Those of {@code asked} whose rows are {@code found}, in the spelling that was asked for. A collation may call two
     * spellings equal; which key a row then goes by is certain only when there is one key.
     *
     * @throws FaultException permanent: a row may go by several of the keys, or by another spelling than any, so that
     *     they have to be done one by one
     */
    public static List<Key> named(List<Key> asked, List<Key> found) {
        if (asked.size() == 1) {
            return found.isEmpty() ? List.of() : asked;
        }
        var standing = new HashSet<>(found);
        var mayBeOne = !found.isEmpty() && found.size() < asked.size() && isText(asked.getFirst());
        if (mayBeOne || !new HashSet<>(asked).containsAll(standing)) {
            throw new FaultException(Fault.of(FaultCode.AMBIGUOUS_KEY));
        }
        return asked.stream().filter(standing::contains).toList();
    }

    private static boolean isText(Key key) {
        return key.values().stream().anyMatch(value -> value.type() == KeyType.STRING);
    }
}
