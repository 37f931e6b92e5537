/** Which dead letter is it? A message of RabbitMQ comes in, a name goes out that is the same each time one looks. */
@NullMarked
package dev.afterdelete.rabbit.letter;

import org.jspecify.annotations.NullMarked;
