package dev.kiln.activities.aws;

import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses a success that is not the service's own, such as a proxy's page or nothing at all: the
 * SDK would read it as an answer without content, and nobody has or uses anything. AWS puts the
 * request's id into each of its answers.
 */
final class GenuineAnswers implements ExecutionInterceptor {
  private static final String NONE = "UNKNOWN";

  @Override
  public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes unused) {
    SdkResponse response = context.response();
    if (response instanceof AwsResponse answer
        && NONE.equals(answer.responseMetadata().requestId())) {
      throw SdkClientException.create(
          "the answer, though of status %d, is not from AWS; perhaps a proxy gave it"
              .formatted(context.httpResponse().statusCode()));
    }
    return response;
  }
}
