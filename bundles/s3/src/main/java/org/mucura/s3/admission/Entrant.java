package org.mucura.s3.admission;

import org.mucura.http.ClientPace;

/**
 * Who wants a place.
 *
 * @param account {@link Share#ANONYMOUS} if nobody knows
 * @param admission to which the place goes back
 */
record Entrant(String account, ClientPace client, Admission admission) {}
