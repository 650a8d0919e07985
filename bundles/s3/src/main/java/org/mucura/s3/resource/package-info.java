/** The operations that are served, a class for each family. */
@NullMarked
package org.mucura.s3.resource;

import org.jspecify.annotations.NullMarked;
