package dev.kiln.localcloud.state;

import software.amazon.awssdk.services.ec2.model.KeyPairInfo;

/** The public half of a key pair; the caller gets the private half once, and nothing keeps it. */
public record StoredKeyPair(Place place, KeyPairInfo body) implements Stored {
  @Override
  public String id() {
    return body.keyPairId();
  }
}
