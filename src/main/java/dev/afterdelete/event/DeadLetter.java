package dev.afterdelete.event;

import dev.afterdelete.fault.Fault;

/**
 * A message that will never succeed, and why.
 *
 * @param delivery as it came; its body travels unchanged
 * @param fault why it was refused
 */
public record DeadLetter(Delivery delivery, Fault fault) {}
