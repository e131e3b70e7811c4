/** The passphrase of a key file. */
import { z } from "zod";

/** Guessing costs about a second and 256 MB a try; with ten characters of a clerk's own making that is enough. */
export const passphraseMin = 10;

export const passphrase = z
  .string()
  .max(200)
  .refine((text) => text.normalize("NFKC").trim().length >= passphraseMin, `at least ${passphraseMin} characters`);
