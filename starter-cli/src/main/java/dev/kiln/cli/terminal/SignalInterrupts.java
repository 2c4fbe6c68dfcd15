package dev.kiln.cli.terminal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Listens to a POSIX signal. The JDK offers this only as {@code sun.misc.Signal}; this class uses
 * reflection because a direct use gives a compiler warning that cannot be suppressed. If the class
 * is missing, an interrupt just ends the process.
 */
final class SignalInterrupts implements Interrupts {
  private final String signal;

  SignalInterrupts(String signal) {
    this.signal = signal;
  }

  @Override
  public Watch watch(Runnable action) {
    try {
      Class<?> signalType = Class.forName("sun.misc.Signal");
      Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
      Method handle = signalType.getMethod("handle", signalType, handlerType);
      Object raised = signalType.getConstructor(String.class).newInstance(signal);
      Object handler =
          Proxy.newProxyInstance(
              handlerType.getClassLoader(),
              new Class<?>[] {handlerType},
              (proxy, method, arguments) -> {
                if (method.getDeclaringClass() != Object.class) {
                  action.run();
                  return null;
                }
                return method.getName().equals("hashCode")
                    ? (Object) System.identityHashCode(proxy)
                    : method.getName().equals("equals") ? (Object) (proxy == arguments[0]) : signal;
              });
      Object before = handle.invoke(null, raised, handler);
      return () -> restore(handle, raised, before);
    } catch (ReflectiveOperationException | IllegalArgumentException unavailable) {
      return () -> {};
    }
  }

  private static void restore(Method handle, Object raised, Object before) {
    try {
      handle.invoke(null, raised, before);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("cannot restore a signal handler", impossible);
    }
  }
}
