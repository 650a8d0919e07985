package org.mucura.monitoring.accesslog;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Where lines are written, and how many are kept. A change closes and reopens the file. */
@ObjectClassDefinition(
    name = "Log of requests",
    description =
        "A file of lines of JSON: the access log has one for each request, the audit log one for each"
            + " denial and each bucket made or removed. A change closes the file and opens it anew.")
public @interface LineConfig {

  /** The file; none is written if empty. */
  @AttributeDefinition(name = "File", description = "None is written if empty", required = false)
  String file() default "";

  /** So large may a file become, in MiB. */
  @AttributeDefinition(
      name = "Size in MiB",
      description = "A file that has become so large is put aside",
      min = "1",
      max = "1048576")
  int sizeMaxMiB() default 64;

  /** So many former files are kept, as {@code file.1} (the newest) and so on. */
  @AttributeDefinition(
      name = "Files kept",
      description = "Former files that are kept: file.1 is the newest",
      min = "0",
      max = "10000")
  int filesMax() default 8;
}
