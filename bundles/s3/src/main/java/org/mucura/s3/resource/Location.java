package org.mucura.s3.resource;

import org.eclipse.jetty.http.HttpURI;
import org.mucura.s3.request.S3Request;

/** Where an object is to be had. */
final class Location {

  private Location() {}

  /** The address under which the request itself names the object. */
  static String of(S3Request request) {
    HttpURI uri = request.exchange().request().getHttpURI();
    return uri.getScheme() + "://" + uri.getAuthority() + uri.getPath();
  }
}
