package org.mucura.itests;

import org.junit.ClassRule;
import org.junit.runner.RunWith;
import org.junit.runners.Suite;
import org.junit.runners.Suite.SuiteClasses;

/** The tests that use a gateway from outside; they share one, for a start takes its time. */
@RunWith(Suite.class)
@SuiteClasses({AwsSdkIT.class, DistributionIT.class})
public class GatewayIT {

  @ClassRule public static final Gateway GATEWAY = Gateway.SHARED;
}
