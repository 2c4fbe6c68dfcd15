package dev.kiln.localcloud.state;

/** An S3 bucket; its name is unique in all accounts and regions. */
public record StoredBucket(Place place, String name) implements Stored {
  @Override
  public String id() {
    return name;
  }
}
