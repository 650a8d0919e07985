package org.mucura.http.server;

import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.util.Map;

/** Settings as the container makes them: what is given, and the defaults of the type. */
public final class Settings {

  private Settings() {}

  public static <A extends Annotation> A of(Class<A> type, Map<String, ?> given) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                given.containsKey(method.getName())
                    ? given.get(method.getName())
                    : method.getDefaultValue()));
  }
}
