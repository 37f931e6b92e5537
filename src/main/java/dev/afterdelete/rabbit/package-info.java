/**
 * How do the ports look on RabbitMQ? Messages come from its queue, messages and dead letters go to its exchanges, and
 * what it has to hold is declared here. What is sent, and what a failure leads to, is not decided here.
 */
@NullMarked
package dev.afterdelete.rabbit;

import org.jspecify.annotations.NullMarked;
