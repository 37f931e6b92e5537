/**
 * How does AWS call us? Events come in as JSON and become the types of {@code aws-lambda-java-events}; what the
 * handlers answer goes out as JSON. What a message in such an event means is not here, and neither is what follows from
 * it.
 *
 * <p>The readers and writers are plain loops over tokens, without reflection, lambda expressions and pattern switches:
 * each of those would be paid for in every cold start.
 */
@NullMarked
package dev.afterdelete.lambda;

import org.jspecify.annotations.NullMarked;
