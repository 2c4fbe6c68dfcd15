package dev.kiln.activities.copy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.kiln.model.Region;
import org.junit.jupiter.api.Test;

/** What KMS reports about a key, and what that means for a copy. */
final class EncryptionKeyTest {
  private static final String ARN = "arn:aws:kms:us-west-2:000000000000:key/1234";

  @Test
  void usesTheArnOfAnEnabledSymmetricKey() throws Exception {
    EncryptionKey key = key("Enabled", "SYMMETRIC_DEFAULT");

    assertThat(key.name()).isEqualTo(ARN);
    assertThat(key.objection()).isEmpty();
  }

  @Test
  void objectsToKeysThatEbsDoesNotAccept() throws Exception {
    assertThat(key("PendingDeletion", "SYMMETRIC_DEFAULT").objection().orElseThrow())
        .contains("the copy in us-west-2 cannot be encrypted with 'alias/images'")
        .contains("it is PendingDeletion; enable it or name another");
    assertThat(key("Enabled", "RSA_2048").objection().orElseThrow())
        .contains("it is of the kind RSA_2048, but EBS accepts only symmetric keys");
  }

  private static EncryptionKey key(String state, String kind) throws Exception {
    return EncryptionKey.described(
        new Region("us-west-2"),
        "alias/images",
        new ObjectMapper()
            .readTree(
                "{\"Arn\":\"%s\",\"KeyState\":\"%s\",\"KeySpec\":\"%s\"}"
                    .formatted(ARN, state, kind)));
  }
}
