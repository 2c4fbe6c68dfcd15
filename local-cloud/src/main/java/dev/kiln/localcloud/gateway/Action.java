package dev.kiln.localcloud.gateway;

import dev.kiln.localcloud.wire.AwsFailure;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.CopyableBuilder;
import software.amazon.awssdk.utils.builder.ToCopyableBuilder;

/** What one API action does; it throws an error as an {@link AwsFailure}. */
@FunctionalInterface
public interface Action {
  SdkPojo answer(Call call);

  /**
   * An action with a request class in the SDK. A dry run ends once the request is read, as AWS
   * checks no more than the permission.
   *
   * @param builder of the request class
   * @param answer what the action does with the request
   */
  static <B extends SdkPojo & CopyableBuilder<B, R>, R extends SdkPojo & ToCopyableBuilder<B, R>>
      Action of(Supplier<B> builder, BiFunction<Call, R, SdkPojo> answer) {
    return call -> {
      R request = call.read(builder.get());
      if (call.isDryRun()) {
        throw new AwsFailure(
            412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
      }
      return answer.apply(call, request);
    };
  }
}
