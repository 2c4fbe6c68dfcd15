package dev.kiln.localcloud.datacenter;

import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Place;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.StoredTags;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** The tags on resources, and AWS's limits on them. */
public final class Tags {
  private static final int MOST = 50;
  private static final int LONGEST_KEY = 128;
  private static final int LONGEST_VALUE = 256;

  private final Store store;

  public Tags(Store store) {
    this.store = store;
  }

  /** The tags that an account sees on a resource, by key. */
  public List<Tag> of(Place viewer, String resource) {
    return list(map(viewer, resource));
  }

  /** Tags as replies show them, by key. */
  public static List<Tag> list(Map<String, String> tags) {
    return new TreeMap<>(tags)
        .entrySet().stream()
            .map(entry -> Tag.builder().key(entry.getKey()).value(entry.getValue()).build())
            .toList();
  }

  /** The same, unordered. */
  public Map<String, String> map(Place viewer, String resource) {
    return store
        .find(StoredTags.class, StoredTags.key(viewer.account(), resource))
        .map(StoredTags::tags)
        .orElse(Map.of());
  }

  /** Adds tags; an existing key gets the new value. */
  public void add(Place owner, String resource, Collection<Tag> tags) {
    Map<String, String> all = new HashMap<>(map(owner, resource));
    for (Tag tag : tags) {
      all.put(key(tag), value(tag));
    }
    if (all.size() > MOST) {
      throw AwsFailure.refused(
          "TagLimitExceeded", "The maximum number of tags for a resource has been reached.");
    }
    if (!all.isEmpty()) {
      store.put(new StoredTags(owner, resource, all));
    }
  }

  /** Removes tags: one with a value only if the value matches, and all of them if none is given. */
  public void remove(Place owner, String resource, Collection<Tag> tags) {
    Map<String, String> all = new HashMap<>(map(owner, resource));
    if (tags.isEmpty()) {
      all.clear();
    }
    for (Tag tag : tags) {
      if (tag.value() == null || tag.value().equals(all.get(tag.key()))) {
        all.remove(key(tag));
      }
    }
    store.put(new StoredTags(owner, resource, all));
  }

  /** Forgets a resource that is gone. */
  public void forget(Place owner, String resource) {
    store
        .find(StoredTags.class, StoredTags.key(owner.account(), resource))
        .ifPresent(store::remove);
  }

  /** The tags that a creating call gives to one type of resource. */
  static List<Tag> given(List<TagSpecification> specifications, String type, Set<String> allowed) {
    List<Tag> tags = new ArrayList<>();
    for (TagSpecification specification : specifications) {
      String named = Optional.ofNullable(specification.resourceTypeAsString()).orElse("");
      if (!allowed.contains(named)) {
        throw AwsFailure.invalidValue(
            "'" + named + "' is not a valid taggable resource type for this operation.");
      }
      if (named.equals(type)) {
        tags.addAll(specification.tags());
      }
    }
    return tags;
  }

  /** Tags at creation: both checked and stored. */
  public void give(
      Call call,
      String resource,
      List<TagSpecification> specifications,
      String type,
      Set<String> allowed) {
    add(call.place(), resource, given(specifications, type, allowed));
  }

  private static String key(Tag tag) {
    String key = Optional.ofNullable(tag.key()).orElse("");
    if (key.isEmpty() || length(key) > LONGEST_KEY) {
      throw AwsFailure.invalidValue(
          "Tag keys must have between 1 and " + LONGEST_KEY + " characters: '" + key + "'");
    }
    if (key.startsWith("aws:")) {
      throw AwsFailure.invalidValue(
          "Tag keys starting with 'aws:' are reserved for internal use: '" + key + "'");
    }
    return key;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String value(Tag tag) {
    String value = Optional.ofNullable(tag.value()).orElse("");
    if (length(value) > LONGEST_VALUE) {
      throw AwsFailure.invalidValue(
          "Tag value exceeds the maximum length of " + LONGEST_VALUE + " characters");
    }
    return value;
  }
}
