/**
 * Imported before anything that parses: the page's CSP forbids eval, and zod would probe for it. Messages of a form's
 * fields are our own sentences, because a clerk cannot use “expected string, received null”.
 */
import { z } from "zod";
import { validationMessage } from "./forms/validation.ts";

z.config({ jitless: true, customError: validationMessage });
