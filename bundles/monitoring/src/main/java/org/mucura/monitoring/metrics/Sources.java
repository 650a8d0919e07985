package org.mucura.monitoring.metrics;

import org.jspecify.annotations.Nullable;
import org.mucura.core.auth.AuthenticatorChain;
import org.mucura.core.store.Stores;
import org.mucura.http.ServerLoad;
import org.mucura.monitoring.accesslog.AccessLog;
import org.mucura.monitoring.health.HealthComponent;
import org.mucura.s3.load.S3Load;

/** Where numbers come from. */
interface Sources {

  Stores stores();

  AuthenticatorChain authenticators();

  HealthComponent health();

  AccessLog accessLog();

  /** Null while it is not there. */
  @Nullable S3Load s3();

  /** Null while it is not there. */
  @Nullable ServerLoad server();
}
