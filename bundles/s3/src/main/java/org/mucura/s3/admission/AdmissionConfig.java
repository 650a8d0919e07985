package org.mucura.s3.admission;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** How much is worked on at once. A change counts at once and disturbs nothing. */
@ObjectClassDefinition(
    name = "Overload",
    description =
        "How many requests are worked on at once, by kind of work; more wait, and then get 503"
            + " SlowDown. A change counts at once and disturbs nothing that goes on.")
public @interface AdmissionConfig {

  /** Reads of contents at once. */
  @AttributeDefinition(
      name = "Most reads",
      description =
          "Objects that are sent at once; 0: one for each 2 MiB of the largest heap, at most 256",
      min = "0",
      max = "65536")
  int readsMax() default 0;

  /** Writes of contents at once. */
  @AttributeDefinition(
      name = "Most writes",
      description =
          "Objects and parts that are taken in at once; 0: one for each 2 MiB of the largest heap,"
              + " at most 256",
      min = "0",
      max = "65536")
  int writesMax() default 0;

  /** Requests for names and records at once. */
  @AttributeDefinition(
      name = "Most requests for metadata",
      description = "Heads, lists, single deletes and the like that are served at once",
      min = "1",
      max = "65536")
  int metadataMax() default 64;

  /** Long work at once. */
  @AttributeDefinition(
      name = "Most long work",
      description =
          "Copies, completions of uploads, deletions of many objects or of a bucket at once",
      min = "1",
      max = "65536")
  int longMax() default 32;

  /** Requests that wait at once, for each kind of work. */
  @AttributeDefinition(
      name = "Longest line",
      description = "Requests that wait for a place, for each kind of work; more get 503 SlowDown",
      min = "0",
      max = "65536")
  int waitersMax() default 256;

  /** How long they wait, in milliseconds. */
  @AttributeDefinition(
      name = "Longest wait in ms",
      description = "How long a request waits for a place before it gets 503 SlowDown",
      min = "0",
      max = "60000")
  int waitMillis() default 5000;

  /** Slow transfers that go on without a place when places are scarce. */
  @AttributeDefinition(
      name = "Most slow transfers",
      description =
          "Transfers with slow clients that go on without a place when places are scarce; more are"
              + " cut; -1: one for each 2 MiB of the largest heap, at most 256",
      min = "-1",
      max = "65536")
  int slowMax() default -1;

  /** The rate below which a client is slow. */
  @AttributeDefinition(
      name = "Slow below, in bytes a second",
      description = "Of the time that the server waits for the client; 0: no client is" + " slow",
      min = "0")
  int slowRate() default 65536;

  /** How long the server waits for a client before it may be slow. */
  @AttributeDefinition(
      name = "Slow after ms",
      description = "How long the server waits for a client before it may count as slow",
      min = "0")
  int slowAfterMillis() default 2000;
}
