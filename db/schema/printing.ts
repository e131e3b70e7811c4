/** Limits of printing. A leaf without schemas: the main process reads it at each start. */

/** Documents in one dialog of the printer. More would keep an old PC drawing for minutes before anything comes out. */
export const printedTogether = 20;
