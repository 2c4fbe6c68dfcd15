package dev.kiln.localcloud.state;

/**
 * A record that the store keeps; each kind is one record class, and an id is unique within its
 * kind.
 */
public sealed interface Stored
    permits StoredAutoScalingGroup,
        StoredBucket,
        StoredCommand,
        StoredDeleted,
        StoredGroup,
        StoredImage,
        StoredInstance,
        StoredInvocation,
        StoredKeyPair,
        StoredLaunchConfiguration,
        StoredLaunchTemplate,
        StoredObject,
        StoredParameter,
        StoredRegion,
        StoredReport,
        StoredSnapshot,
        StoredTags,
        StoredToken,
        StoredVolume {
  /** The key within the kind. */
  String id();

  Place place();
}
