package dev.kiln.localcloud.ebs;

import dev.kiln.localcloud.datacenter.Blocks;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;

/**
 * A page of ListChangedBlocks. The SDK's module of EBS direct is not there in the version that the
 * others have, so its members are listed here.
 */
record ChangedBlocks(List<Block> blocks, int volumeGib, Instant expiry, @Nullable String next)
    implements SdkPojo {
  ChangedBlocks {
    blocks = List.copyOf(blocks);
  }

  /** A block that differs, with the token under which its content could be read. */
  record Block(int index, String second) implements SdkPojo {
    private static final List<SdkField<?>> FIELDS =
        List.of(
            field(MarshallingType.INTEGER, "BlockIndex", Block::index),
            field(MarshallingType.STRING, "SecondBlockToken", Block::second));

    @Override
    public List<SdkField<?>> sdkFields() {
      return FIELDS;
    }
  }

  private static final List<SdkField<?>> FIELDS =
      List.of(
          field(MarshallingType.LIST, "ChangedBlocks", ChangedBlocks::blocks),
          field(MarshallingType.INTEGER, "BlockSize", page -> Blocks.SIZE),
          field(MarshallingType.INTEGER, "VolumeSize", ChangedBlocks::volumeGib),
          field(MarshallingType.INSTANT, "ExpiryTime", ChangedBlocks::expiry),
          field(MarshallingType.STRING, "NextToken", ChangedBlocks::next));

  @Override
  public List<SdkField<?>> sdkFields() {
    return FIELDS;
  }

  /** Reads a member, which may be unset. */
  private interface Member<T, V> {
    @Nullable V of(T owner);
  }

  @SuppressWarnings("unchecked") // the SDK asks a field only about the object that lists it
  private static <T, V> SdkField<V> field(
      MarshallingType<? super V> type, String name, Member<T, V> member) {
    return SdkField.<V>builder((MarshallingType<? super V>) type)
        .memberName(name)
        .getter(object -> member.of((T) object))
        .traits(
            LocationTrait.builder().location(MarshallLocation.PAYLOAD).locationName(name).build())
        .build();
  }
}
