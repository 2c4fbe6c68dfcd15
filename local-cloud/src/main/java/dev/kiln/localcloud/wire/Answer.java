package dev.kiln.localcloud.wire;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallLocation;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.LocationTrait;

/** A reply of a service whose classes are not on the class path: members by their wire names. */
public record Answer(Map<String, Object> members) implements SdkPojo {
  public Answer {
    members = new LinkedHashMap<>(members);
  }

  @Override
  public List<SdkField<?>> sdkFields() {
    return members.keySet().stream().<SdkField<?>>map(Answer::field).toList();
  }

  private static SdkField<Object> field(String name) {
    return SdkField.builder(MarshallingType.newType(Object.class))
        .memberName(name)
        .getter(answer -> answer instanceof Answer known ? known.members().get(name) : null)
        .traits(
            LocationTrait.builder().location(MarshallLocation.PAYLOAD).locationName(name).build())
        .build();
  }
}
