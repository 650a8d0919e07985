package org.mucura.http.routing;

/** What is known about a path on a listener. */
public sealed interface Route permits ServedApplication, Route.Unserved {

  /** No application answers. */
  enum Unserved implements Route {
    /** One is expected: it has gone a moment ago, or has not come yet. */
    AWAITED,
    /** None is expected. */
    NOWHERE
  }
}
