/**
 * How does Amazon MQ call us? A batch of its event source comes in; a failure of it goes out where it has to come
 * again.
 */
@NullMarked
package dev.afterdelete.lambda.amazonmq;

import org.jspecify.annotations.NullMarked;
