package dev.kiln.localcloud.ec2.tag;

import dev.kiln.localcloud.datacenter.Datacenter;
import dev.kiln.localcloud.datacenter.Filters;
import dev.kiln.localcloud.datacenter.Kind;
import dev.kiln.localcloud.datacenter.Network;
import dev.kiln.localcloud.datacenter.Page;
import dev.kiln.localcloud.datacenter.Tags;
import dev.kiln.localcloud.gateway.Action;
import dev.kiln.localcloud.gateway.Call;
import dev.kiln.localcloud.state.Store;
import dev.kiln.localcloud.state.Stored;
import dev.kiln.localcloud.state.StoredGroup;
import dev.kiln.localcloud.state.StoredKeyPair;
import dev.kiln.localcloud.state.StoredTags;
import dev.kiln.localcloud.state.StoredVolume;
import dev.kiln.localcloud.wire.AwsFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.ec2.model.CreateTagsRequest;
import software.amazon.awssdk.services.ec2.model.CreateTagsResponse;
import software.amazon.awssdk.services.ec2.model.DeleteTagsRequest;
import software.amazon.awssdk.services.ec2.model.DeleteTagsResponse;
import software.amazon.awssdk.services.ec2.model.DescribeTagsRequest;
import software.amazon.awssdk.services.ec2.model.DescribeTagsResponse;
import software.amazon.awssdk.services.ec2.model.TagDescription;

/** The actions on tags, of any resource with an id. */
public final class TagActions {
  private static final int MOST_RESOURCES = 1000;

  private static final Map<String, String> TYPES =
      Map.of(
          "i", "instance",
          "ami", "image",
          "snap", "snapshot",
          "vol", "volume",
          "sg", "security-group",
          "key", "key-pair",
          "subnet", "subnet",
          "vpc", "vpc");

  private final Datacenter datacenter;
  private final Store store;
  private final Tags tags;

  public TagActions(Datacenter datacenter) {
    this.datacenter = datacenter;
    this.store = datacenter.store();
    this.tags = new Tags(store);
  }

  public Map<String, Action> all() {
    return Map.of(
        "CreateTags",
        Action.of(CreateTagsRequest::builder, this::create),
        "DeleteTags",
        Action.of(DeleteTagsRequest::builder, this::delete),
        "DescribeTags",
        Action.of(DescribeTagsRequest::builder, this::describe));
  }

  private SdkPojo create(Call call, CreateTagsRequest request) {
    if (request.tags().isEmpty()) {
      throw AwsFailure.missing("Tag");
    }
    known(call, request.resources()).forEach(id -> tags.add(call.place(), id, request.tags()));
    return CreateTagsResponse.builder().build();
  }

  private SdkPojo delete(Call call, DeleteTagsRequest request) {
    known(call, request.resources()).forEach(id -> tags.remove(call.place(), id, request.tags()));
    return DeleteTagsResponse.builder().build();
  }

  private List<String> known(Call call, List<String> ids) {
    if (ids.isEmpty()) {
      throw AwsFailure.missing("ResourceId");
    }
    if (ids.size() > MOST_RESOURCES) {
      throw AwsFailure.invalidValue(
          "Up to %d resource IDs can be specified, not %d.".formatted(MOST_RESOURCES, ids.size()));
    }
    ids.forEach(id -> check(call, id));
    return ids;
  }

  private void check(Call call, String id) {
    switch (type(id)) {
      case "instance" -> datacenter.instance(call, id);
      case "image" -> datacenter.image(call, id);
      case "snapshot" -> datacenter.snapshot(call, id);
      case "volume" -> require(isOwn(call, StoredVolume.class, id), Kind.VOLUME, id);
      case "security-group" -> require(isGroup(call, id), Kind.GROUP, id);
      case "key-pair" -> require(isOwn(call, StoredKeyPair.class, id), Kind.KEY_PAIR, id);
      case "vpc" -> require(Network.vpc(call.place()).vpcId().equals(id), Kind.VPC, id);
      case "subnet" ->
          require(
              Network.subnets(call.place()).stream().anyMatch(one -> one.subnetId().equals(id)),
              Kind.SUBNET,
              id);
      default -> throw AwsFailure.refused("InvalidID", "The ID '" + id + "' is not valid");
    }
  }

  private static void require(boolean known, Kind kind, String id) {
    if (!known) {
      throw kind.notFound(id);
    }
  }

  private <T extends Stored> boolean isOwn(Call call, Class<T> kind, String id) {
    return store.find(kind, id).filter(one -> one.place().equals(call.place())).isPresent();
  }

  private boolean isGroup(Call call, String id) {
    return Network.defaultGroup(call.place()).groupId().equals(id)
        || store
            .find(StoredGroup.class, id)
            .filter(one -> one.place().equals(call.place()))
            .filter(one -> !datacenter.hides(call, id, one.createdAt()))
            .isPresent();
  }

  private static String type(String id) {
    int dash = id.indexOf('-');
    return TYPES.getOrDefault(dash < 0 ? id : id.substring(0, dash), "");
  }

  private SdkPojo describe(Call call, DescribeTagsRequest request) {
    Predicate<TagDescription> filters = Filters.of(request.filters(), TagDescription.builder());
    Stream<OneTag> candidates =
        store.all(StoredTags.class).stream()
            .filter(one -> one.place().equals(call.place()))
            .flatMap(TagActions::split);
    Page<TagDescription> page =
        Page.of(
            new Page.Candidates<>(candidates, OneTag::id),
            tag -> Optional.of(tag.description()).filter(filters),
            request.maxResults(),
            request.nextToken());
    return DescribeTagsResponse.builder()
        .tags(page.items())
        .nextToken(page.next().orElse(null))
        .build();
  }

  private static Stream<OneTag> split(StoredTags tags) {
    return tags.tags().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(tag -> new OneTag(tags.resource(), tag.getKey(), tag.getValue()));
  }

  private record OneTag(String resource, String key, String value) {
    String id() {
      return resource + "/" + key;
    }

    TagDescription description() {
      return TagDescription.builder()
          .resourceId(resource)
          .resourceType(type(resource))
          .key(key)
          .value(value)
          .build();
    }
  }
}
