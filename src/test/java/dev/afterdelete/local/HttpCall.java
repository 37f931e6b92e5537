package dev.afterdelete.local;

import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * A request as it came over the wire.
 *
 * @param method as sent
 * @param uri path and query, still percent-encoded
 * @param protocol such as {@code HTTP/1.1}
 * @param sourceIp the caller's address
 * @param headers by name, in any case
 * @param body empty where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares them
record HttpCall(
        String method, URI uri, String protocol, String sourceIp, Map<String, List<String>> headers, byte[] body) {}
