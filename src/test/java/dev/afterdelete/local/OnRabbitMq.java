package dev.afterdelete.local;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs a test class on RabbitMQ in a container; constructor and methods ask by parameter for the
 * {@link RabbitMqServer}, which all tests share. Without Docker, a sentence on standard output says that it was not
 * run; with {@code -Ddocker.required=true} its absence is a failure.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(RabbitMqExtension.class)
public @interface OnRabbitMq {}
