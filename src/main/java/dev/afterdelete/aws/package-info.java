/**
 * How do the ports look on AWS? Messages come from SQS, messages and dead letters go there; credentials come from
 * Secrets Manager. What is sent, and what a failure leads to, is not decided here.
 */
@NullMarked
package dev.afterdelete.aws;

import org.jspecify.annotations.NullMarked;
