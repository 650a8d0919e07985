package org.mucura.s3.jersey;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import org.mucura.s3.error.ErrorAnswers;
import org.mucura.s3.error.ErrorMapper;
import org.mucura.s3.error.S3Error;
import org.mucura.s3.exchange.Answer;
import org.mucura.s3.exchange.Exchange;

/**
 * Takes the answer out of Jakarta REST, which would parse its headers and log the failures of its
 * body: it is written by {@link org.mucura.s3.exchange.AnswerWriter}.
 */
final class AnswerFilter implements ContainerResponseFilter {

  private final ErrorAnswers errors;

  AnswerFilter(ErrorAnswers errors) {
    this.errors = errors;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Exchange exchange = (Exchange) request.getProperty(Exchange.PROPERTY);
    Object entity = response.getEntity();
    if (entity instanceof Answer answer) {
      exchange.answer(answer);
    } else if (entity instanceof S3Error error) {
      exchange.answer(errors.answer(error, exchange));
    } else {
      IllegalStateException cause = new IllegalStateException("not an answer: " + entity);
      exchange.answer(errors.answer(ErrorMapper.of(cause), exchange));
    }
    response.setEntity(null);
  }
}
