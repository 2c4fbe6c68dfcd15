package dev.kiln.localcloud.gateway;

import software.amazon.awssdk.core.SdkPojo;

/** What one API action does; an error is thrown as an {@code AwsFailure}. */
@FunctionalInterface
public interface Action {
  SdkPojo answer(Call call);
}
