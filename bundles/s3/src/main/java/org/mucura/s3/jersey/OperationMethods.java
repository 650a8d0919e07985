package org.mucura.s3.jersey;

import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.model.Resource;
import org.mucura.s3.operation.S3Operation;
import org.mucura.s3.operation.Service;

/**
 * The resources of Jersey, one for each operation that is served: the method whose path is the
 * operation's name. Given to Jersey with the object that serves them, for it would look objects up
 * that it is given by their class, with every request.
 */
final class OperationMethods {

  private OperationMethods() {}

  /**
   * Finds the methods of all operations.
   *
   * @throws IllegalStateException if they are not those that the table says are served
   */
  static Set<Resource> of(Collection<?> served) {
    Map<String, String> found = new HashMap<>();
    Set<Resource> resources = new HashSet<>();
    for (Object object : served) {
      for (Method method : object.getClass().getMethods()) {
        Path path = method.getAnnotation(Path.class);
        if (path != null) {
          String httpMethod = httpMethod(method);
          found.put(path.value(), httpMethod);
          Resource.Builder resource = Resource.builder(path.value());
          resource.addMethod(httpMethod).handledBy(object, method);
          resources.add(resource.build());
        }
      }
    }
    Map<String, String> table =
        Arrays.stream(S3Operation.values())
            .filter(operation -> operation.service() == Service.SERVED)
            .collect(Collectors.toMap(S3Operation::operationName, o -> o.form().method()));
    if (!found.equals(table) || resources.size() != table.size()) {
      throw new IllegalStateException("served are " + found + ", should be " + table);
    }
    return resources;
  }

  /** The method that an annotation such as {@link jakarta.ws.rs.GET} stands for. */
  private static String httpMethod(Method method) {
    for (Annotation annotation : method.getAnnotations()) {
      HttpMethod httpMethod = annotation.annotationType().getAnnotation(HttpMethod.class);
      if (httpMethod != null) {
        return httpMethod.value();
      }
    }
    throw new IllegalStateException("no HTTP method: " + method);
  }
}
