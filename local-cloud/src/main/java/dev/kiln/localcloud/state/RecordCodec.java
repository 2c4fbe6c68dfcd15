package dev.kiln.localcloud.state;

import dev.kiln.localcloud.wire.PojoReader;
import dev.kiln.localcloud.wire.PojoTree;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.utils.builder.Buildable;

/** Our records as trees for JSON and back; SDK objects inside them go by their own wire names. */
final class RecordCodec {
  private static final PojoReader POJO = new PojoReader("CorruptState", false);

  private RecordCodec() {}

  /** What reflection says about a record class, asked once: it takes longer than a whole record. */
  private record Shape(
      List<RecordComponent> components, List<Type> types, Constructor<?> constructor) {
    private static final ClassValue<Shape> SHAPES =
        new ClassValue<>() {
          @Override
          protected Shape computeValue(Class<?> type) {
            return read(type);
          }
        };

    static Shape of(Class<?> type) {
      return SHAPES.get(type);
    }

    private static Shape read(Class<?> type) {
      List<RecordComponent> components = List.of(type.getRecordComponents());
      Class<?>[] types = components.stream().map(RecordComponent::getType).toArray(Class<?>[]::new);
      try {
        return new Shape(
            components,
            components.stream().map(RecordComponent::getGenericType).toList(),
            type.getDeclaredConstructor(types));
      } catch (NoSuchMethodException impossible) {
        throw new IllegalStateException("cannot make a " + type, impossible);
      }
    }
  }

  static Map<String, Object> tree(Record source) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (RecordComponent component : Shape.of(source.getClass()).components()) {
      Object value = read(component, source);
      if (value instanceof Optional<?> optional) {
        optional.ifPresent(present -> tree.put(component.getName(), node(present)));
      } else {
        tree.put(component.getName(), node(value));
      }
    }
    return tree;
  }

  private static Object node(Object value) {
    if (value instanceof Record nested) {
      return tree(nested);
    } else if (value instanceof SdkPojo pojo) {
      return PojoTree.of(pojo);
    } else if (value instanceof List<?> list) {
      return list.stream().map(RecordCodec::node).toList();
    } else if (value instanceof Instant instant) {
      return instant.toString();
    }
    return value;
  }

  /**
   * Makes the record of a tree.
   *
   * @throws IllegalArgumentException if the tree does not fit
   */
  static <R extends Record> R record(Map<?, ?> tree, Class<R> type) {
    Shape shape = Shape.of(type);
    Object[] values = new Object[shape.components().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(tree.get(shape.components().get(i).getName()), shape.types().get(i));
    }
    try {
      return type.cast(shape.constructor().newInstance(values));
    } catch (ReflectiveOperationException unfit) {
      throw new IllegalArgumentException("cannot read " + type.getSimpleName() + tree, unfit);
    }
  }

  private static Object value(@Nullable Object node, Type type) {
    if (type instanceof ParameterizedType generic) {
      Type argument = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        return Optional.ofNullable(node).map(present -> value(present, argument));
      } else if (generic.getRawType() == List.class) {
        List<Object> items = new ArrayList<>();
        for (Object item : (List<?>) require(node, List.class)) {
          items.add(value(item, argument));
        }
        return items;
      }
      return require(node, Map.class);
    }
    return scalar(node, (Class<?>) type);
  }

  private static Object scalar(@Nullable Object node, Class<?> type) {
    if (type == Instant.class) {
      return Instant.parse(require(node, String.class));
    } else if (type == int.class || type == Integer.class) {
      return require(node, Number.class).intValue();
    } else if (type == long.class || type == Long.class) {
      return require(node, Number.class).longValue();
    } else if (type == boolean.class || type == Boolean.class) {
      return require(node, Boolean.class);
    } else if (type.isRecord()) {
      return record(require(node, Map.class), type.asSubclass(Record.class));
    } else if (SdkPojo.class.isAssignableFrom(type)) {
      return pojo(require(node, Map.class), type);
    }
    return require(node, String.class);
  }

  private static final ClassValue<Method> BUILDERS =
      new ClassValue<>() {
        @Override
        protected Method computeValue(Class<?> type) {
          try {
            return type.getMethod("builder");
          } catch (NoSuchMethodException unfit) {
            throw new IllegalArgumentException(
                "cannot read " + type + ": it has no builder", unfit);
          }
        }
      };

  private static Object pojo(Map<?, ?> tree, Class<?> type) {
    try {
      Object builder = BUILDERS.get(type).invoke(null);
      if (builder instanceof SdkPojo fields && builder instanceof Buildable buildable) {
        POJO.read(tree, fields);
        return buildable.build();
      }
      throw new IllegalArgumentException("cannot read " + type + ": it has no builder");
    } catch (ReflectiveOperationException unfit) {
      throw new IllegalArgumentException("cannot read " + type + ": it has no builder", unfit);
    }
  }

  private static <T> T require(@Nullable Object node, Class<T> type) {
    if (!type.isInstance(node)) {
      throw new IllegalArgumentException(
          "cannot read state: expected " + type.getSimpleName() + ", found " + node);
    }
    return type.cast(node);
  }

  private static Object read(RecordComponent component, Record source) {
    try {
      return component.getAccessor().invoke(source);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException("cannot read " + component, impossible);
    }
  }
}
