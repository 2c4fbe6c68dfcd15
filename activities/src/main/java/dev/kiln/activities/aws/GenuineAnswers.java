package dev.kiln.activities.aws;

import software.amazon.awssdk.awscore.AwsResponse;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/**
 * Refuses a success that does not come from AWS, such as a proxy's page or an empty reply. The SDK
 * would read it as an empty answer: no images, no users. AWS puts a request ID into each of its
 * answers.
 */
final class GenuineAnswers implements ExecutionInterceptor {
  private static final String NONE = "UNKNOWN";

  @Override
  public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes unused) {
    SdkResponse response = context.response();
    if (response instanceof AwsResponse answer
        && NONE.equals(answer.responseMetadata().requestId())) {
      throw SdkClientException.create(
          "the answer has status %d but is not from AWS; perhaps it is from a proxy"
              .formatted(context.httpResponse().statusCode()));
    }
    return response;
  }
}
