/** Jakarta REST on a Jetty handler: Jersey picks the method that serves an operation. */
@NullMarked
package org.mucura.s3.jersey;

import org.jspecify.annotations.NullMarked;
