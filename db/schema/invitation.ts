/** How long an invitation is good for. */

const day = 86_400_000;

/**
 * Days from the making of an invitation in which its first PC has to ask. A stick reaches the furthest station and comes back within
 * two weeks; a month leaves room for a holiday, and an invitation that lies forgotten on a stick is worth nothing after it.
 */
export const invitationDays = 30;

/** @param madeAt milliseconds since 1970, by the district's clock */
export const expiryOf = (madeAt: number): number => madeAt + invitationDays * day;
