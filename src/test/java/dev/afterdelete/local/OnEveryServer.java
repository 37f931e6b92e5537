package dev.afterdelete.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.ClassTemplate;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class once on embedded servers, once in containers, and once on Vitess unless it is {@link NotOnVitess}.
 * {@code -Dservers=embedded}, {@code containers} or {@code vitess} runs it on those alone. How a server is found is
 * hidden: constructor and methods ask by parameter for
 *
 * <ul>
 *   <li>a {@link LocalDatabase}: a fresh one for each test, dropped after it,
 *   <li>a {@link DatabaseServer}: shared by all tests,
 *   <li>a {@code SqsClient}: of a server that is shared by all tests; see {@link QueuePair#createFresh}.
 * </ul>
 *
 * Without Docker, a sentence on standard output says what was not run; with {@code -Ddocker.required=true} its absence
 * is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ClassTemplate
@ExtendWith(EveryServerExtension.class)
public @interface OnEveryServer {}
