/** How is RabbitMQ reached, and what does it say of itself when it is not? What is sent and taken is not here. */
@NullMarked
package dev.afterdelete.rabbit.connect;

import org.jspecify.annotations.NullMarked;
