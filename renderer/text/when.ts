/** A moment that the service recorded, as a clerk reads it: 2026-11-21 22:05 by this PC's clock. */
import { momentOf } from "./times.ts";

/** @param at milliseconds since 1970 */
export const shownMoment = (at: number): string => momentOf(new Date(at)).replace("T", " ");
