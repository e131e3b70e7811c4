/** The address in full that stations are told. Pure. */

/** @param address IPv4 or IPv6, as the network says it. @returns as the service keeps it: without the port that https means anyway */
export const originAt = (address: string, port: number): string =>
  new URL(`https://${address.includes(":") ? `[${address}]` : address}:${String(port)}`).origin;
